"""A recording handed in as proof becomes a small MP3 with its length told."""

import struct

import miniaudio
import pytest

from lantoa.adapters.uploads import UploadKind, UploadRefused, audio, prepare_upload


def crc(data: bytes, *, bits: int, polynomial: int) -> int:
    """The checksums a FLAC frame carries."""
    value, top = 0, 1 << (bits - 1)
    for byte in data:
        value ^= byte << (bits - 8)
        for _ in range(8):
            value = ((value << 1) ^ polynomial if value & top else value << 1) & ((1 << bits) - 1)
    return value


def flac(samples: list[int]) -> bytes:
    """A FLAC of 8 kHz mono samples, each frame stored without packing, 4,096 samples a frame."""
    size = 4096
    info = struct.pack(">HH", size, size) + bytes(6) + ((8000 << 44) | (15 << 36) | len(samples)).to_bytes(8, "big")
    out = b"fLaC" + bytes([0x80]) + (len(info) + 16).to_bytes(3, "big") + info + bytes(16)
    for number, start in enumerate(range(0, len(samples), size)):
        block = samples[start : start + size]
        header = b"\xff\xf8" + bytes([0x74, 0x08, number]) + struct.pack(">H", len(block) - 1)
        frame = (
            header + bytes([crc(header, bits=8, polynomial=0x07)]) + b"\x02" + struct.pack(f">{len(block)}h", *block)
        )
        out += frame + struct.pack(">H", crc(frame, bits=16, polynomial=0x8005))
    return out


def loudness(data: bytes) -> float:
    sound = miniaudio.decode(data, nchannels=1, sample_rate=8000)
    middle = sound.samples[2000:-2000]
    return sum(abs(sample) for sample in middle) / len(middle)


@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (44_100, 2)])
def test_a_wav_becomes_a_small_mono_mp3(wav, rate, channels):
    kept = prepare_upload(wav(3, rate=rate, channels=channels), "phát thanh xã.wav")
    assert (kept.kind, kept.media_type, kept.suffix) == (UploadKind.AUDIO, "audio/mpeg", ".mp3")
    assert kept.duration == pytest.approx(3, abs=0.1)
    info = miniaudio.mp3_get_info(kept.data)
    assert info.nchannels == 1
    assert len(kept.data) * 8 / kept.duration == pytest.approx(32_000, rel=0.1)
    assert kept.filename == "phát thanh xã.mp3"


def test_the_sound_itself_is_kept(wav):
    original = wav(3)
    kept = prepare_upload(original, "a.wav")
    assert loudness(kept.data) == pytest.approx(loudness(original), rel=0.15)


def test_an_mp3_is_read_and_its_tags_are_gone(wav):
    mp3 = prepare_upload(wav(3), "a.wav").data
    tag = b"TPE1" + (12).to_bytes(4, "big") + b"\x00\x00\x00Nguoi ghi a"
    tagged = b"ID3\x03\x00\x00" + bytes([0, 0, 0, len(tag)]) + tag + mp3
    for data in (mp3, tagged):
        kept = prepare_upload(data, "a.mp3")
        assert kept.duration == pytest.approx(3, abs=0.2)
        assert b"Nguoi ghi" not in kept.data


def test_a_flac_is_read(wav):
    samples = list(struct.unpack("<16000h", wav(2)[44:]))
    kept = prepare_upload(flac(samples), "a.flac")
    assert kept.duration == pytest.approx(2, abs=0.1)
    assert loudness(kept.data) == pytest.approx(loudness(wav(2)), rel=0.15)


def test_more_than_an_hour_is_refused(wav):
    with pytest.raises(UploadRefused) as refusal:
        prepare_upload(wav(3601, rate=200), "a.wav")
    assert "quá 60 phút" in refusal.value.sentence


def test_decoding_stops_at_the_limit_and_not_at_the_end(wav, monkeypatch):
    read = 0
    real = miniaudio.stream_memory

    def counted(*arguments, **options):
        nonlocal read
        for chunk in real(*arguments, **options):
            read += len(chunk)
            yield chunk

    monkeypatch.setattr(audio.miniaudio, "stream_memory", counted)
    monkeypatch.setattr(audio, "LONGEST_MINUTES", 1)
    with pytest.raises(UploadRefused):
        prepare_upload(wav(300), "a.wav")
    assert read < 70 * 24_000


@pytest.mark.parametrize(
    "data",
    [
        b"RIFF\x24\x00\x00\x00WAVEfmt ",
        b"ID3\x03\x00\x00\x00\x00\x00\x00" + b"not sound at all" * 100,
        b"OggS" + bytes(500),
        b"fLaC" + bytes(500),
        b"\xff\xfb\x90\x00" + b"<html>" * 500,
    ],
)
def test_what_only_begins_like_sound_is_refused(data):
    with pytest.raises(UploadRefused) as refusal:
        prepare_upload(data, "a.mp3")
    assert "Không nghe được" in refusal.value.sentence


def test_a_recording_without_a_single_sample_is_refused(wav):
    with pytest.raises(UploadRefused):
        prepare_upload(wav(0), "a.wav")


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"\x00\x00\x00\x20ftypM4A " + bytes(100), "M4A chưa dùng được. Hãy xuất hoặc chuyển bản ghi sang MP3"),
        (b"#!AMR\n" + bytes(100), "chuyển tệp sang MP3"),
        (b"OggS" + bytes(24) + b"OpusHead" + bytes(100), "Hãy chuyển sang MP3"),
        (b"\x00\x00\x00\x20ftypisom" + bytes(100), "dán đường dẫn"),
    ],
)
def test_recordings_that_cannot_be_read_are_refused_with_what_to_do(data, advice):
    with pytest.raises(UploadRefused) as refusal:
        prepare_upload(data, "ghi-am.mp3")
    assert advice in refusal.value.sentence
