"""Writes small PDFs for the tests: text on pages, with a title and a date."""


def pdf(text="Norway and Chile signed an agreement in Oslo on 3 May 2024.", extra_object=b"", trailer=b"", title="A note", date="20240504120000Z"):
    """Returns the bytes of a PDF 1.4: 50 lines a page, in Helvetica, lines as they are in `text`."""
    lines = text.split("\n")
    pages = [lines[i:i + 50] for i in range(0, len(lines), 50)] or [[]]
    first_page = 4
    kids = " ".join(f"{first_page + 2 * i} 0 R" for i in range(len(pages)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    for number, page in enumerate(pages):
        escaped = (line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in page)
        shown = b"\n".join(b"(" + line.encode("cp1252", "replace") + b") '" for line in escaped)
        content = b"BT /F1 8 Tf 14 TL 50 790 Td\n" + shown + b"\nET"
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
                       % (first_page + 2 * number + 1))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects.append(b"<< /Title (%s) /CreationDate (D:%s) >>" % (title.encode(), date.encode()))
    info = len(objects)
    if extra_object:
        objects.append(extra_object)
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, info, trailer, table)


def encrypted_pdf():
    """A PDF that no password opens: its check values are no digest of anything."""
    junk = b"".join(b"%02x" % (7 * i % 256) for i in range(32))
    return pdf(extra_object=b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -44 >>" % (junk, junk[::-1]),
               trailer=b"/Encrypt 7 0 R /ID [<%s> <%s>]" % (junk[:32], junk[:32]))
