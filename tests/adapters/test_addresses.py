"""The fetcher connects to public addresses that are not ours."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.adapters.fetcher.addresses import is_ours, is_public, may_connect

PRIVATE = [
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104  nothing is bound
    "192.0.0.8",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "192.88.99.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
    "::",
    "::1",
    "::10.0.0.1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "ff0e::1",
    "2001::1",
    "2001:db8::1",
    "2002:a00:1::",
    "3fff::1",
    "5f00::1",
    "64:ff9b:1::1",
    "100::1",
]
PUBLIC = [
    "8.8.8.8",
    "103.1.200.10",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "2400:cb00::1",
    "2001:4860:4860::8888",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_inside_are_never_reached(address):
    assert not may_connect(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_reached(address):
    assert may_connect(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:0:0", "64:ff9b::"]))
def test_an_ipv6_form_of_an_ipv4_address_is_judged_as_that_address(address, form):
    wrapped = ipaddress.IPv6Address(int(ipaddress.IPv6Address(form)) + int(address))
    assert is_public(wrapped) is is_public(address)


@given(st.ip_addresses())
def test_nothing_the_standard_library_calls_private_is_reached(address):
    embedded = getattr(address, "ipv4_mapped", None) or address
    if embedded.is_private or embedded.is_loopback or embedded.is_link_local or embedded.is_multicast:
        assert not is_public(address)


def test_this_machines_addresses_are_ours():
    assert is_ours(ipaddress.ip_address("127.0.0.1"))
    assert not is_ours(ipaddress.ip_address("8.8.8.8"))


def test_a_proxys_public_address_is_ours_when_the_settings_name_it(settings):
    ours = ipaddress.ip_address("103.1.200.10")
    assert may_connect(ours)
    settings.LANTOA_OWN_ADDRESSES = ["103.1.200.10"]
    assert is_public(ours)
    assert not may_connect(ours)
