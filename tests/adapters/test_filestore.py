"""Files are kept once, by their content, and are there for good when put() returns."""

import hashlib
import os
import sys
import threading
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from lantoa.adapters.filestore import FolderStore, MissingFileError, file_store

PROOF = "Biên bản hội nghị tuyên truyền".encode()


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "files")


def files_in(store: FolderStore) -> list[Path]:
    return [path for path in store.root.rglob("*") if path.is_file()]


def test_what_was_put_is_read_back_by_its_sha256(store):
    kept = store.put(PROOF, ".pdf")
    assert kept.sha256 == hashlib.sha256(PROOF).hexdigest()
    assert kept.size == len(PROOF)
    assert kept.key == f"{kept.sha256[:2]}/{kept.sha256[2:4]}/{kept.sha256}.pdf"
    with store.open(kept.sha256) as file:
        assert file.read() == PROOF
    assert store.path(kept.sha256) == store.root / kept.key


def test_chunks_are_kept_like_the_whole(store):
    assert store.put((PROOF[:10], PROOF[10:]), ".pdf") == store.put(PROOF, ".pdf")


def test_the_same_bytes_are_kept_once_and_never_written_over(store):
    kept = store.put(PROOF, ".pdf")
    before = store.path(kept.sha256).stat()
    again = store.put(PROOF, ".docx")
    after = store.path(kept.sha256).stat()
    assert again == kept
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert len(files_in(store)) == 1


def test_a_kept_file_is_read_only(store):
    assert store.path(store.put(PROOF).sha256).stat().st_mode & 0o222 == 0


def test_an_upload_that_breaks_off_leaves_nothing_behind(store):
    def broken():
        yield PROOF
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.put(broken(), ".pdf")
    assert files_in(store) == []


def test_a_rename_that_fails_leaves_nothing_behind(store, monkeypatch):
    def full(self, target):
        raise OSError("disk")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="disk"):
        store.put(PROOF)
    assert files_in(store) == []


def test_the_file_and_its_folders_are_settled_before_put_returns(store, monkeypatch):
    settled: list[int] = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (settled.append(os.fstat(handle).st_ino), real(handle))[1])
    final = store.path(store.put(PROOF).sha256)
    inodes = [each.stat().st_ino for each in (final, final.parent, final.parent.parent, store.root)]
    assert settled.index(inodes[0]) < settled.index(inodes[1])
    assert set(inodes) <= set(settled)


KEEP_MANY = """
import sys
from lantoa.adapters.filestore import FolderStore
store = FolderStore(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for number in range(30):
    store.put(b"minutes of a meeting" * 5000 + bytes([number]), ".bin")
"""


def test_processes_that_keep_the_same_bytes_at_once_do_not_harm_each_other(store):
    command = [sys.executable, "-c", KEEP_MANY, str(store.root)]
    workers = [Popen(command, stdin=PIPE, stdout=PIPE, text=True) for _ in range(2)]
    for worker in workers:
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    for worker in workers:
        worker.communicate(timeout=60)
    assert [worker.returncode for worker in workers] == [0, 0]
    assert len(files_in(store)) == 30
    for path in files_in(store):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem


def test_threads_that_keep_the_same_bytes_at_once_get_the_same_answer(store):
    answers, start = [], threading.Barrier(8)

    def keep():
        start.wait()
        answers.append(store.put(PROOF * 5000, ".jpg"))

    threads = [threading.Thread(target=keep) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert len(set(answers)) == 1
    assert len(files_in(store)) == 1


def test_what_is_not_kept_is_missing(store):
    sha256 = hashlib.sha256(b"never put").hexdigest()
    assert not store.exists(sha256)
    with pytest.raises(MissingFileError):
        store.open(sha256)
    store.put(b"never put")
    assert store.exists(sha256)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "*", "A" * 64, "0" * 63, "0" * 64 + "/x"])
def test_only_a_sha256_names_a_file(store, name):
    with pytest.raises(ValueError, match="SHA-256"):
        store.exists(name)


@pytest.mark.parametrize("suffix", ["pdf", "/../x", ".PDF", ". ", ".tar.gz"])
def test_only_a_short_plain_suffix_is_taken(store, suffix):
    with pytest.raises(ValueError, match="suffix"):
        store.put(PROOF, suffix)


def test_the_installation_keeps_its_files_where_the_settings_say(settings, tmp_path):
    settings.LANTOA_FILES = tmp_path / "kho"
    kept = file_store().put(PROOF, ".pdf")
    assert (tmp_path / "kho" / kept.key).read_bytes() == PROOF


def test_what_is_deleted_is_gone_for_good_and_the_rest_stays(store):
    gone, stays = store.put(PROOF, ".pdf"), store.put(b"another", ".pdf")
    with store.open(gone.sha256) as file:
        assert store.delete(gone.sha256)
        assert file.read() == PROOF  # who reads it already can read on
    assert not store.exists(gone.sha256)
    assert [path.name for path in files_in(store)] == [f"{stays.sha256}.pdf"]
    assert not store.delete(gone.sha256)
    # The same bytes may come again.
    assert store.exists(store.put(PROOF, ".pdf").sha256)


@pytest.mark.parametrize("name", ["*", "../../etc/passwd", ""])
def test_only_a_sha256_is_deleted(store, name):
    kept = store.put(PROOF)
    with pytest.raises(ValueError, match="SHA-256"):
        store.delete(name)
    assert store.exists(kept.sha256)
