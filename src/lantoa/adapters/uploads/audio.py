"""Recordings: decoded and written anew as mono MP3 at 32 kbit/s, enough for speech and for a loudspeaker's log."""

from dataclasses import dataclass

import lameenc
import miniaudio

from lantoa.adapters.uploads.values import UploadRefused

LONGEST_MINUTES = 60
_RATE = 24_000  # samples a second: the highest that MP3 carries well in 32 kbit/s
_KBITS = 32
_CHUNK = 16_384  # samples decoded at a time, so an hour of sound is never in memory whole

_OPUS = "Tệp ghi âm này nén kiểu Opus (thường gặp ở tin nhắn thoại), chưa dùng được. Hãy chuyển sang MP3 rồi gửi lại."
_BROKEN = "Không nghe được tệp âm thanh: tệp hỏng hoặc tải lên chưa hết. Hãy gửi lại tệp MP3, WAV, OGG hoặc FLAC."
_TOO_LONG = f"Tệp âm thanh dài quá {LONGEST_MINUTES} phút. Hãy cắt thành nhiều đoạn rồi gửi từng đoạn."


@dataclass(frozen=True)
class Recording:
    """An MP3 ready to be kept, with its length in seconds."""

    data: bytes
    duration: float


def prepare_audio(data: bytes) -> Recording:
    """Write an MP3, WAV, OGG Vorbis or FLAC anew as mono MP3 at 32 kbit/s, without tags.

    Raises UploadRefused when it cannot be decoded, holds no sound, or lasts more than an hour.
    """
    if b"OpusHead" in data[:512]:
        raise UploadRefused(_OPUS)
    encoder = _encoder()
    written, samples = bytearray(), 0
    try:
        stream = miniaudio.stream_memory(
            data, miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=_RATE, frames_to_read=_CHUNK
        )
        for chunk in stream:
            samples += len(chunk)
            if samples > LONGEST_MINUTES * 60 * _RATE:
                stream.close()
                raise UploadRefused(_TOO_LONG)
            written += encoder.encode(chunk.tobytes())
    except miniaudio.MiniaudioError as fault:
        raise UploadRefused(_BROKEN) from fault
    if not samples:
        raise UploadRefused(_BROKEN)
    written += encoder.flush()
    return Recording(bytes(written), round(samples / _RATE, 1))


def _encoder() -> lameenc.Encoder:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(_RATE)
    encoder.set_out_sample_rate(_RATE)
    encoder.set_bit_rate(_KBITS)
    encoder.set_quality(5)
    return encoder
