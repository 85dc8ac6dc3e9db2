"""The server of an https page proves that it is the one that was asked for."""

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from lantoa.adapters.fetcher import FetchFailed, FetchPolicy, fetch

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="needs openssl to make a certificate")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("tls")
    key, paper = folder / "key.pem", folder / "cert.pem"
    options = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=tinh.example.vn"
    names = "subjectAltName=DNS:tinh.example.vn"
    command = [OPENSSL, *options.split(), "-addext", names, "-keyout", str(key), "-out", str(paper)]
    subprocess.run(command, check=True, capture_output=True)
    return key, paper


@pytest.fixture
def secure_site(site, certificate):
    key, paper = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(paper, key)
    # Shaking hands per request, not on accept: a refused hand must not stop the server's loop.
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True, do_handshake_on_connect=False)
    site.server.handle_error = lambda request, client: None
    site.page("/", b"secure")
    return site


def policy(site, **options) -> FetchPolicy:
    return FetchPolicy(ports=frozenset({site.port}), allows=lambda address: str(address) == "127.0.0.1", **options)


def fetched(site, host: str, **options) -> str:
    url = site.url("/", host).replace("http:", "https:")
    return fetch(url, resolver=lambda host, port: ["127.0.0.1"], policy=policy(site, **options)).text


def test_a_server_with_a_trusted_certificate_for_its_name_is_read(secure_site, certificate):
    assert (
        fetched(secure_site, "tinh.example.vn", tls=lambda: ssl.create_default_context(cafile=certificate[1]))
        == "secure"
    )


def test_a_server_with_a_certificate_for_another_name_is_not_read(secure_site, certificate):
    with pytest.raises(FetchFailed) as failure:
        fetched(secure_site, "xa.example.vn", tls=lambda: ssl.create_default_context(cafile=certificate[1]))
    assert "Chứng thư số" in failure.value.sentence
    assert secure_site.asked == []


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(secure_site):
    with pytest.raises(FetchFailed) as failure:
        fetched(secure_site, "tinh.example.vn")
    assert "Chứng thư số" in failure.value.sentence
    assert secure_site.asked == []
