"""Bytes -> Document, one room a format. Runs first; touches neither disk nor screen.

A reader, and the library that it needs, is loaded when a file asks for it.
"""

from __future__ import annotations

from schedcheck.document import Document, Source
from schedcheck.errors import CannotRead
from schedcheck.readers.opening import is_html
from schedcheck.vocabulary import Vocabulary

LARGEST = 10 * 1024 * 1024
"""The largest text that is read, in bytes."""

LARGEST_PACKAGE = 50 * 1024 * 1024
"""The largest zip package that is read, in bytes."""

_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_SAVE_ANEW = "Open it where it was written and save it as .docx or .xlsx, which keeps its tables and marked changes."
_SAVE_AS_TEXT = "Save it as plain text (UTF-8)."
_SIGNATURES = (
    (_OLD_OFFICE, "an old Office file, which is not read", _SAVE_ANEW),
    (b"{\\rtf", "an RTF file, which is not read", _SAVE_ANEW),
    (b"\x89PNG", "a picture, not text", "Give the document that the picture was made from."),
    (b"\xff\xd8\xff", "a picture, not text", "Give the document that the picture was made from."),
    (b"\xff\xfe", "text in UTF-16, not in UTF-8", _SAVE_AS_TEXT),
    (b"\xfe\xff", "text in UTF-16, not in UTF-8", _SAVE_AS_TEXT),
)


def read(source: Source, vocabulary: Vocabulary) -> Document:
    """The document in a file. CannotRead says why it is not one, and the way out."""
    if source.content.startswith(_ZIP):
        return _read_package(source, vocabulary)
    if _PDF in source.content[:1024]:
        from schedcheck.readers.pdf import read_pdf

        return read_pdf(source)
    if is_html(source.content) and not source.file.casefold().endswith(".toml"):
        from schedcheck.readers.html import read_html

        return read_html(source)
    return _read_characters(source, _text(source), vocabulary)


def _read_characters(source: Source, text: str, vocabulary: Vocabulary) -> Document:
    """A file of characters, by its name or by what is in it."""
    if source.file.casefold().endswith(".toml"):
        from schedcheck.readers.toml import read_toml

        return read_toml(source, text)
    from schedcheck.readers.json import is_json, read_json
    from schedcheck.readers.sheet import is_csv, read_csv

    if is_json(source.file, text):
        return read_json(source, text)
    if is_csv(source.file, text):
        return read_csv(source, text, vocabulary)
    from schedcheck.readers.text import read_text

    return read_text(source, text, vocabulary)


def _read_package(source: Source, vocabulary: Vocabulary) -> Document:
    """A zip file by what is in it."""
    from schedcheck.readers.zip import open_parts

    parts = open_parts(source)
    if any(name.startswith("word/") for name in parts):
        from schedcheck.readers.docx import read_docx

        return read_docx(source)
    if "xl/workbook.xml" in parts:
        from schedcheck.readers.sheet import read_xlsx

        return read_xlsx(source, vocabulary)
    if "META-INF/manifest.xml" in parts and "content.xml" in parts:
        raise CannotRead("this is an OpenDocument file, which is not read", source.file, _SAVE_ANEW)
    message = "this is a zip file, but no Word or Excel file"
    raise CannotRead(message, source.file, "Unpack it, and give the documents in it.")


def _text(source: Source) -> str:
    content = source.content
    if len(content) > LARGEST:
        raise too_large(source.file, len(content))
    if not content.removeprefix(b"\xef\xbb\xbf").strip():
        raise CannotRead("the file is empty", source.file, "Give the file that holds the document's text.")
    if content.startswith(_OLD_OFFICE) and _LOCKED in content:
        raise CannotRead(
            "this file is protected by a password", source.file, "Take its password off and save it again."
        )
    for signature, what, way_out in _SIGNATURES:
        if content.startswith(signature):
            raise CannotRead(f"this is {what}", source.file, way_out)
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise CannotRead("this is not a text file", f"{source.file}:{line}", _SAVE_AS_TEXT)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise CannotRead(
            f"the text is not in UTF-8 (byte {error.start + 1} is 0x{content[error.start]:02x})",
            f"{source.file}:{line}",
            f"Save the file again as UTF-8, for instance with: iconv -f WINDOWS-1252 -t UTF-8 {source.file}",
        ) from None


def too_large(file: str, size: int) -> CannotRead:
    """The error for a file that is larger than what is read; asked for before its bytes are fetched."""
    return CannotRead(
        f"the file is too large to be read ({size / 1048576:.0f} MB; at most {LARGEST // 1048576} MB)",
        file,
        "Split it into its documents, or leave out what is not contract text.",
    )
