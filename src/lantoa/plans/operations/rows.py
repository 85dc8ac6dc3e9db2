"""Writing the rows under an item; used by all operations, inside their transactions."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lantoa.agencies.models.bodies import true_on
from lantoa.catalogue.models import Channel
from lantoa.domain.lifecycle import ItemKind
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.plans import shape
from lantoa.plans.channels import match_channel
from lantoa.plans.models import Item, Measure, Obligation, Party, Plan, Product


def channels_on(day: date) -> list[Channel]:
    """The channels in use on a day, for matching words."""
    return list(Channel.objects.filter(true_on(day)))


def obligation_rows(
    item: Item, rows: Iterable[Mapping[str, Any]], channels: list[Channel], year: int
) -> list[Obligation]:
    """Unsaved obligations of an item, from OBLIGATIONs of Plan JSON."""
    made = []
    for position, data in enumerate(rows):
        columns = shape.obligation_columns(data, year=year)
        channel = match_channel(columns["channel_words"], channels)
        made.append(Obligation(item=item, position=position, channel=channel, **columns))
    return made


def replace_parties(item: Item, data: Mapping[str, Any]) -> None:
    """Set who stands beside an item, its products and its measures, from an item of Plan JSON."""
    item.parties.all().delete()
    item.products.all().delete()
    item.measures.all().delete()
    Party.objects.bulk_create(party_rows(item, data))
    Product.objects.bulk_create(product_rows(item, data))
    Measure.objects.bulk_create(measure_rows(item, data))


def party_rows(item: Item, data: Mapping[str, Any]) -> list[Party]:
    """Unsaved parties of an item."""
    found = shape.parties_of(ItemKind(item.kind), data)
    return [Party(item=item, role=role, words=words, position=place) for place, (role, words) in enumerate(found)]


def product_rows(item: Item, data: Mapping[str, Any]) -> list[Product]:
    """Unsaved products of an item."""
    texts = [shape.words(text) for text in data.get("products") or () if shape.words(text)]
    return [Product(item=item, text=text, position=place) for place, text in enumerate(texts)]


def measure_rows(item: Item, data: Mapping[str, Any]) -> list[Measure]:
    """Unsaved measures of a target. Raises Refused for one without a percentage."""
    made = []
    for row in data.get("measures") or ():
        percent = shape.percent(row.get("percent"))
        if percent is None:
            raise Refused(f"Chỉ tiêu “{shape.words(row.get('of'))[:80]}” chưa có tỷ lệ phần trăm.")
        made.append(Measure(item=item, percent=percent, of=shape.words(row.get("of"))))
    return made


def renumbered(plan: Plan) -> int:
    """The position for one more item at the plan's end."""
    last = plan.items.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


def identifier_from(token: str) -> str:
    """The identifier of a row that a form makes: the form's own token, so that a retry finds the row it made."""
    return token if re.fullmatch(r"[A-Za-z0-9_-]{16}", token) else new_public_id()
