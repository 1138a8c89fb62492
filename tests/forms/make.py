#!/usr/bin/env python3
"""Makes the fixtures of tests/forms.rs: some of tests/bulletins in every form.

    cargo build && python3 tests/forms/make.py target/debug/bantin

Wants python-docx and weasyprint (PyPI) and LibreOffice (`soffice`); the tests themselves want none of them, since what
is made is kept beside this script. Paragraphs are those that `bantin extract` tells of the plain text, so that only the
form differs; what stands around the story in the web page (menus, links, adverts, comments) is made up here.
"""
import gzip
import html
import io
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
NAMES = [
    "provincial-party-q1-2024",
    "statistics-office-9-months-2024",
    "traffic-safety-q1-2025",
    "city-government-11-months-2023",
]


def blocks(bulletin):
    """Pairs of kind and text; a run of rows is one block."""
    data = bulletin["text"].encode()
    kinds = [(s["span"], s["kind"]) for s in bulletin["sections"]]
    out, at = [], 0
    for line in data.split(b"\n"):
        text = line.decode()
        kind = next((k for (a, b), k in kinds if a <= at < b), "other")
        at += len(line) + 1
        if not text.strip():
            continue
        if "\t" in text:
            if out and out[-1][0] == "table":
                out[-1][1].append(text.split("\t"))
            else:
                out.append(("table", [text.split("\t")]))
        else:
            out.append((kind, text))
    return out


def table_html(rows):
    head = "".join(f"<th>{html.escape(c)}</th>" for c in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in r) + "</tr>" for r in rows[1:])
    return f"<table border=1><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def story_html(parts, title):
    out = []
    for kind, text in parts:
        if kind == "table":
            out.append(table_html(text))
        elif kind == "heading":
            out.append(f"<p><strong>{html.escape(text)}</strong></p>")
        elif kind == "caption":
            out.append(f'<figure><img src="a.jpg" alt=""><figcaption>{html.escape(text)}</figcaption></figure>')
        elif kind != "title" or title:
            out.append(f"<p>{html.escape(text)}</p>")
    return "\n".join(out)


FURNITURE = {
    "top": '<header class="site-header"><div class="top-date">Thứ Hai, 01/01/2035</div><a href="/">Báo điện tử</a>'
    '<nav class="menu"><ul>' + "".join(f'<li><a href="/m{i}">Chuyên mục {i}</a></li>' for i in range(12)) + "</ul></nav></header>",
    "side": '<aside class="sidebar"><h3>Tin đọc nhiều</h3><ul>'
    + "".join(f'<li><a href="/h{i}">Giá xăng tăng {i}% so với tháng trước, đạt {i}0 nghìn đồng</a></li>' for i in range(8))
    + '</ul><div class="ads">Quảng cáo: giảm 50% cho 100 khách hàng đầu tiên</div></aside>',
    "end": '<div class="related-news"><h3>Tin liên quan</h3><ul>'
    + "".join(f'<li><a href="/r{i}">Thu ngân sách huyện số {i} đạt {i}5% dự toán</a></li>' for i in range(5))
    + '</ul></div><div class="comments" id="comments"><h3>Bình luận (2)</h3><div class="comment"><b>Bạn đọc</b>'
    "<p>Tôi thấy số liệu tăng 99% là rất đáng mừng.</p></div></div>"
    '<footer class="footer"><p>Giấy phép số 123/GP ngày 01/02/2020. Tổng biên tập: Người Phụ Trách. Điện thoại: 0123456789</p></footer>',
}


def page(parts):
    """A saved page of a news site: the story and what stands around it."""
    title = " ".join(t for k, t in parts if k == "title")
    first = next((i for i, (k, _) in enumerate(parts) if k == "title"), -1)
    date = [t for k, t in parts if k == "dateline"]
    byline = [t for k, t in parts if k == "byline"]
    before = [p for p in parts[: max(first, 0)] if p[0] not in ("dateline", "byline")]
    rest = [p for p in parts[max(first, 0) :] if p[0] not in ("title", "dateline", "byline")]
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{html.escape(title)} | Báo điện tử</title>
<meta property="og:title" content="{html.escape(title)}"><style>p {{ margin: 0 }}</style>
<script>var price = "tăng 77% so với cùng kỳ";</script></head>
<body>{FURNITURE["top"]}
<div class="container"><div class="breadcrumb"><a href="/">Trang chủ</a> / <a href="/kt">Kinh tế</a></div>
<div class="main-content"><div class="article-detail">
{story_html(before, False)}
<h1 class="title">{html.escape(title)}</h1>
{"".join(f'<div class="publish-date">{html.escape(d)}</div>' for d in date)}
<div class="share"><a href="#">Chia sẻ</a> <a href="#">In bài</a></div>
<div class="article-body">
{story_html(rest, False)}
</div>
{"".join(f'<p class="author">{html.escape(b)}</p>' for b in byline)}
</div></div>
{FURNITURE["side"]}</div>
{FURNITURE["end"]}
</body></html>
"""


def printed(parts, columns):
    """The page that is printed to PDF: running head and page number, narrow enough to part words."""
    title = " ".join(t for k, t in parts if k == "title")
    date = "".join(f"<p>{html.escape(t)}</p>" for k, t in parts if k == "dateline")
    rest = [p for p in parts if p[0] not in ("title", "dateline")]
    style = "columns: 2; column-gap: 8mm;" if columns == 2 else ""
    # As papers are set: paragraphs by their indent in columns, by a gap elsewhere.
    paragraph = "margin: 0; text-indent: 1.2em" if columns == 2 else "margin: 0 0 4pt"
    return f"""<html lang="vi"><head><meta charset="utf-8"><style>
@page {{ size: A5; margin: 18mm 14mm; @top-center {{ content: "Bản tin nội bộ"; font-size: 8pt }}
 @bottom-center {{ content: "Trang " counter(page) "/" counter(pages); font-size: 8pt }} }}
body {{ font: 10pt/1.4 "DejaVu Serif"; text-align: justify }} p {{ {paragraph} }} h1 {{ font-size: 14pt }}
table {{ border-collapse: collapse; font-size: 8pt }} td, th {{ text-indent: 0; border: 0.5pt solid black; padding: 2pt }} div {{ {style} }}
</style></head><body><h1>{html.escape(title)}</h1>{date}<div>{story_html(rest, True)}</div></body></html>"""


def docx(parts, path):
    import docx as library

    document = library.Document()
    document.styles["Normal"].font.name = "DejaVu Serif"
    for kind, text in parts:
        if kind == "table":
            table = document.add_table(rows=len(text), cols=max(map(len, text)), style="Table Grid")
            for r, row in enumerate(text):
                for c, cell in enumerate(row):
                    table.cell(r, c).text = cell
        elif kind == "title":
            document.add_paragraph(text, style="Title")
        elif kind == "heading":
            document.add_paragraph(text, style="Heading 1")
        elif text.startswith("- "):
            document.add_paragraph(text[2:], style="List Bullet")
        else:
            document.add_paragraph(text)
    document.save(path)


def epub(parts, path):
    chapter = f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{story_html(parts, True).replace("<table border=1>", "<table>").replace(chr(34) + " alt=" + chr(34) * 2 + ">", chr(34) + "/>")}</body></html>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        )
        book.writestr(
            "OEBPS/book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/><item id="one" href="text/one%20a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="nav"/><itemref idref="one"/></spine></package>',
        )
        book.writestr("OEBPS/nav.xhtml", "<html><body><nav><ol><li>Mục lục 99%</li></ol></nav></body></html>")
        book.writestr("OEBPS/text/one a.xhtml", chapter)


def markdown(parts):
    out = []
    for kind, text in parts:
        if kind == "table":
            rows = ["| " + " | ".join(c.replace("|", "\\|") for c in row) + " |" for row in text]
            out.append("\n".join([rows[0], "|" + "---|" * len(text[0])] + rows[1:]))
        elif kind == "title":
            out.append("# " + text)
        elif kind == "heading":
            out.append("## " + text)
        else:
            out.append(text.replace("*", "\\*"))
    return "\n\n".join(out) + "\n"


def legacy(text, name):
    """The text in an old encoding, by the project's own table; what the encoding cannot say falls back."""
    table = {}
    for line in (ROOT / "assets/encodings" / f"{name}.txt").read_text().splitlines():
        if not line.startswith("#"):
            code, letter = line.split(" ", 1)
            table.setdefault(letter, code.encode("latin-1") if name == "vni" else bytes([int(code, 16)]))
    out = bytearray()
    for c in unicodedata.normalize("NFC", text):
        small = c.lower()
        if c in table:
            out += table[c]
        elif ord(c) < 128:
            out += c.encode()
        elif small in table:
            out += table[small]  # TCVN3 sets capitals with a tone in another font.
        else:
            out += {"–": b"-", "—": b"-", "“": b'"', "”": b'"', "‘": b"'", "’": b"'", "…": b"..."}.get(c, b"?")
    return bytes(out)


def office(source, form, folder):
    subprocess.run(
        ["soffice", "--headless", "--convert-to", form, "--outdir", folder, source], check=True, capture_output=True
    )
    return pathlib.Path(folder) / (pathlib.Path(source).stem + "." + form.split(":")[0])


TABLE = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Kinh tế 9 tháng năm 2024</title><style>
table {{ border-collapse: collapse; font: 8pt "DejaVu Serif" }} td, th {{ border: 0.5pt solid black; padding: 2pt }}</style></head><body>
<h1>Kinh tế 9 tháng năm 2024</h1><p>30/09/2024</p><p>Các chỉ tiêu chủ yếu 9 tháng năm 2024 như sau:</p>
<table><thead><tr><th rowspan="2">TT</th><th rowspan="2">Chỉ tiêu</th><th rowspan="2">ĐVT</th><th rowspan="2">Kế hoạch năm 2024</th><th colspan="2">Thực hiện</th><th colspan="2">So sánh (%)</th></tr>
<tr><th>Tháng 9</th><th>9 tháng</th><th>Kế hoạch</th><th>Cùng kỳ</th></tr></thead><tbody>
<tr><td>1</td><td>Thu ngân sách nhà nước</td><td>tỷ đồng</td><td>9.700</td><td>812</td><td>7.654</td><td>78,9</td><td>112,2</td></tr>
<tr><td>2</td><td>Sản lượng lúa</td><td>nghìn tấn</td><td>410,5</td><td></td><td>301,2</td><td>73,4</td><td>98,4</td></tr>
<tr><td>3</td><td>Khách du lịch</td><td>triệu lượt</td><td>1,6</td><td>0,15</td><td>1,38</td><td>86,3</td><td>119,4</td></tr>
</tbody></table><p>Các ngành tiếp tục thực hiện nhiệm vụ.</p></body></html>"""


def tables():
    """One table with merged cells in every form that has tables."""
    import docx as library
    import weasyprint

    page = TABLE.replace("{{", "{").replace("}}", "}")
    (HERE / "table.html").write_text(page)
    (HERE / "table.print.pdf").write_bytes(weasyprint.HTML(string=page).write_pdf())
    heads = [
        ["TT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2024", "Thực hiện", None, "So sánh (%)", None],
        [None, None, None, None, "Tháng 9", "9 tháng", "Kế hoạch", "Cùng kỳ"],
    ]
    rows = [
        ["1", "Thu ngân sách nhà nước", "tỷ đồng", "9.700", "812", "7.654", "78,9", "112,2"],
        ["2", "Sản lượng lúa", "nghìn tấn", "410,5", "", "301,2", "73,4", "98,4"],
        ["3", "Khách du lịch", "triệu lượt", "1,6", "0,15", "1,38", "86,3", "119,4"],
    ]
    document = library.Document()
    document.styles["Normal"].font.name = "DejaVu Serif"
    document.add_paragraph("Kinh tế 9 tháng năm 2024", style="Title")
    document.add_paragraph("30/09/2024")
    document.add_paragraph("Các chỉ tiêu chủ yếu 9 tháng năm 2024 như sau:")
    table = document.add_table(rows=5, cols=8, style="Table Grid")
    for c in range(4):
        table.cell(0, c).merge(table.cell(1, c))
    table.cell(0, 4).merge(table.cell(0, 5))
    table.cell(0, 6).merge(table.cell(0, 7))
    for r, row in enumerate(heads + rows):
        for c, text in enumerate(row):
            if text is not None:
                table.cell(r, c).text = text
    document.add_paragraph("Các ngành tiếp tục thực hiện nhiệm vụ.")
    document.save(HERE / "table.docx")
    with tempfile.TemporaryDirectory() as folder:
        source = shutil.copy(HERE / "table.docx", folder)
        shutil.copy(office(source, "odt", folder), HERE / "table.odt")
        shutil.copy(office(source, "pdf", folder), HERE / "table.office.pdf")
    line = lambda cells: "| " + " | ".join(cells) + " |"
    head = ["TT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2024", "Thực hiện Tháng 9", "Thực hiện 9 tháng", "So sánh (%) Kế hoạch", "So sánh (%) Cùng kỳ"]
    (HERE / "table.md").write_text(
        "# Kinh tế 9 tháng năm 2024\n\n30/09/2024\n\nCác chỉ tiêu chủ yếu 9 tháng năm 2024 như sau:\n\n"
        + "\n".join([line(head), "|" + "---|" * 8] + [line(r) for r in rows])
        + "\n\nCác ngành tiếp tục thực hiện nhiệm vụ.\n"
    )


def changes():
    """A DOCX by hand: tracked changes, hidden text, a field, a text twice for old readers, lists and notes."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    run = lambda text: f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    item = lambda list, text: f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list}"/></w:numPr></w:pPr>{run(text)}</w:p>'
    body = (
        f'<w:p>{run("Tin ")}<mc:AlternateContent><mc:Choice>{run("họp")}</mc:Choice><mc:Fallback>{run("họp")}</mc:Fallback></mc:AlternateContent></w:p>'
        f'<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{run("Thu đạt ")}<w:del w:id="2"><w:r><w:delText>20.000</w:delText></w:r></w:del><w:ins w:id="3">{run("24.042")}</w:ins></w:p>'
        f'<w:p>{run(" tỷ đồng")}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> ẩn</w:t></w:r>{run(", giảm ")}<w:r><w:instrText>PAGE</w:instrText></w:r>{run("9,46%.")}</w:p>'
        + item(1, "mục một") + item(2, "bước một") + item(2, "bước hai")
    )
    level = lambda id, format, text: f'<w:abstractNum w:abstractNumId="{id}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
    with zipfile.ZipFile(HERE / "changes.docx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f'<?xml version="1.0" encoding="UTF-8"?><w:document {w}><w:body>{body}</w:body></w:document>')
        package.writestr("word/numbering.xml", f'<w:numbering {w}>{level(0, "bullet", "•")}{level(1, "decimal", "%1.")}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>')
        package.writestr("word/footnotes.xml", f'<w:footnotes {w}><w:footnote w:type="separator" w:id="0"><w:p>{run("---")}</w:p></w:footnote><w:footnote w:id="2"><w:p>{run("Nguồn: Cục Thuế.")}</w:p></w:footnote></w:footnotes>')


def scanned():
    """A PDF that is one grey picture, as a scanner makes it."""
    import zlib

    picture = zlib.compress(bytes(120 for _ in range(64 * 64)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>",
        b"<</Type/XObject/Subtype/Image/Width 64/Height 64/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n" % len(picture) + picture + b"\nendstream",
        b"<</Length 30>>stream\nq 595 0 0 842 0 0 cm /I Do Q  \nendstream",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    out += b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start
    (HERE / "scanned.pdf").write_bytes(out)


def main():
    import weasyprint

    tables()
    changes()
    scanned()

    program = sys.argv[1]
    for name in NAMES:
        told = subprocess.run(
            [program, "extract", ROOT / "tests/bulletins" / f"{name}.txt"], check=True, capture_output=True
        )
        bulletin = json.loads(told.stdout)
        parts = blocks(bulletin)
        to = lambda ending: HERE / f"{name}.{ending}"
        to("html").write_text(page(parts))
        to("html.gz").write_bytes(gzip.compress(page(parts).encode(), mtime=0))
        to("md").write_text(markdown(parts))
        docx(parts, to("docx"))
        epub(parts, to("epub"))
        with tempfile.TemporaryDirectory() as folder:
            source = shutil.copy(to("docx"), folder)
            for form in ["odt", "pdf", "doc:MS Word 97"]:
                made = office(source, form, folder)
                shutil.copy(made, to({"pdf": "office.pdf"}.get(form, form.split(":")[0])))
        for columns in [1, 2]:
            pdf = io.BytesIO()
            weasyprint.HTML(string=printed(parts, columns)).write_pdf(pdf)
            to(f"{columns}-column.pdf").write_bytes(pdf.getvalue())
        for encoding in ["viscii", "tcvn3", "vni"]:
            to(f"{encoding}.txt").write_bytes(legacy(bulletin["text"], encoding))
        marked = unicodedata.normalize("NFC", bulletin["text"])
        to("windows-1258.txt").write_bytes(windows_1258(marked))
        to("utf-16.txt").write_bytes(marked.encode("utf-16"))


def windows_1258(text):
    """Tone marks of windows-1258 combine; circumflex, breve and horn do not."""
    out = bytearray()
    for c in text:
        try:
            out += c.encode("cp1258")
            continue
        except UnicodeEncodeError:
            pass
        base, tone = "", ""
        for part in unicodedata.normalize("NFD", c):
            if part in "\u0300\u0301\u0303\u0309\u0323":
                tone += part
            else:
                base += part
        out += (unicodedata.normalize("NFC", base) + tone).encode("cp1258", "replace")
    return bytes(out)


if __name__ == "__main__":
    main()
