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


def main():
    import weasyprint

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
