"""Every template of the product keeps the content security policy and leads somewhere."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

SOURCES = Path(__file__).resolve().parents[2] / "src" / "lantoa"
TEMPLATES = sorted(SOURCES.glob("*/templates/**/*.html"))
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}|<!--.*?-->", re.S)
TAG = re.compile(r"<[a-zA-Z](?:{[%{].*?[%}]}|\"[^\"]*\"|'[^']*'|[^>\"'])*>", re.S)


def faults(text: str) -> list[str]:
    """What in a template's text the policy would block, or leads to a fixed address."""
    found = []
    text = COMMENT.sub("", text)
    if re.search(r"<style\b", text):
        found.append("a <style> element")
    for tag in TAG.findall(text):
        bare = re.sub(r"{[%{].*?[%}]}", "\N{OBJECT REPLACEMENT CHARACTER}", tag)
        if re.search(r"\sstyle\s*=", bare):
            found.append(f"inline style: {tag}")
        if re.search(r"\s(hx-)?on[\w:-]*\s*=", bare):
            found.append(f"inline handler: {tag}")
        if bare.startswith("<script") and " src=" not in bare:
            found.append(f"inline script: {tag}")
        for name, _, value in re.findall(r"\s(href|action|src|hx-get|hx-post|formaction)\s*=\s*([\"'])(.*?)\2", bare):
            if value and not value.startswith(("\N{OBJECT REPLACEMENT CHARACTER}", "#", "mailto:", "tel:")):
                found.append(f"hard-coded {name}: {tag}")
    return found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCES)))
def test_a_template_has_nothing_inline_and_no_fixed_address(path):
    assert faults(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCES)))
def test_a_template_can_be_read_by_django(path):
    name = path.relative_to(next(parent for parent in path.parents if parent.name == "templates"))
    assert get_template(str(name))


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color:red">x</p>',
        '<a href="{% url \'x\' %}" onclick="go()">x</a>',
        '<form hx-on:submit="go()">',
        "<script>go()</script>",
        "<style>p {}</style>",
        '<a href="/ke-hoach/">x</a>',
        '<a class="btn {% if a > b %}x{% endif %}" style="x" href="#x">x</a>',
        '<form action="?x=1" method="post">',
    ],
)
def test_the_lint_sees_each_kind_of_fault(text):
    assert faults(text)


@pytest.mark.parametrize(
    "text",
    [
        '<a href="{% url \'x\' %}">Xem</a> <a href="#noi-dung">x</a> <a href="{{ item.url }}">x</a>',
        '<script src="{% static \'x.js\' %}" type="module"></script>',
        '{# <p style="x"> #}<input name="on" data-once="1" {% if a > b %}checked{% endif %}>',
        '<a href="{% query thang=9 %}">x</a>',
    ],
)
def test_the_lint_lets_plain_templates_through(text):
    assert faults(text) == []


def test_there_are_templates_to_scan():
    assert SOURCES / "web/templates/web/base.html" in TEMPLATES
