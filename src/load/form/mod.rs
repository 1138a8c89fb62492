//! The forms that a bulletin comes in, found by content.
//!
//! In: bytes, and the name they came under. Out: a [`Form`] and its text: title, date, paragraphs and captions as lines,
//! rows of tables parted by tabs. One file a form; each is bounded in time and memory, and a library that fails is told
//! like a damaged file.

mod grid;
mod lines;
mod markdown;

#[cfg(feature = "doc")]
mod doc;
#[cfg(feature = "office")]
mod docx;
#[cfg(all(feature = "office", feature = "html"))]
mod epub;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "office")]
mod numbering;
#[cfg(feature = "office")]
mod odt;
#[cfg(feature = "office")]
mod package;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "office")]
mod xml;

use super::page;
use crate::error::{Code, Fault};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A form of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// A ZIP package: DOCX, ODT or EPUB.
    Package,
    /// An old Word document.
    Doc,
    /// PDF.
    Pdf,
}

const PDF: &[u8] = b"%PDF-";
const PACKAGE: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Bytes before which a PDF's mark stands, and in which a page shows that it is one.
const HEAD: usize = 1024;

/// The form of bytes that are no text; `None` where they may be one.
pub(super) fn binary(bytes: &[u8]) -> Option<Form> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if memchr::memmem::find(head, PDF).is_some_and(|at| at == 0 || !head.starts_with(b"<")) {
        return Some(Form::Pdf);
    }
    [(PACKAGE, Form::Package), (COMPOUND, Form::Doc)].into_iter().find(|(mark, _)| bytes.starts_with(mark)).map(|f| f.1)
}

/// The form of a decoded text; its name decides only where it may be either.
pub(super) fn textual(text: &str, name: &str) -> Form {
    let ends = |endings: &[&str]| {
        let ending = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
        endings.contains(&ending.as_str())
    };
    if page::is_page(text) || ends(&["html", "htm", "xhtml"]) && text.contains("</") {
        Form::Html
    } else if markdown::is_markdown(text, ends(&["md", "markdown"])) {
        Form::Markdown
    } else {
        Form::Text
    }
}

/// The text of a decoded one, its form's marks taken out; `None` where it has none.
///
/// # Errors
/// What is wrong with it, and what to do.
pub(super) fn of_text(form: Form, text: &str) -> Result<Option<String>, Fault> {
    match form {
        Form::Markdown => Ok(Some(markdown::text(text))),
        #[cfg(feature = "html")]
        Form::Html => guarded(|| html::article(text)).map(Some),
        #[cfg(not(feature = "html"))]
        Form::Html => Err(Code::LeftOut.and(Code::KindPages)),
        _ => Ok(None),
    }
}

/// The name of a form that is no text, and its text.
///
/// # Errors
/// What is wrong with it, and what to do.
pub(super) fn of_bytes(form: Form, bytes: &[u8]) -> Result<(&'static str, String), Fault> {
    match form {
        #[cfg(feature = "pdf")]
        Form::Pdf => guarded(|| pdf::text(bytes)).map(|text| ("pdf", text)),
        #[cfg(feature = "doc")]
        Form::Doc => guarded(|| doc::text(bytes)).map(|text| ("doc", text)),
        #[cfg(feature = "office")]
        Form::Package => guarded(|| packed(bytes)),
        #[allow(unreachable_patterns, reason = "where all forms are in, none is left out")]
        form => {
            let _ = bytes;
            let what = match form {
                Form::Pdf => Code::KindPdf,
                Form::Doc => Code::KindDoc,
                _ => Code::KindOffice,
            };
            Err(Code::LeftOut.and(what))
        }
    }
}

#[cfg(feature = "office")]
fn packed(bytes: &[u8]) -> Result<(&'static str, String), Fault> {
    let mut package = package::Package::open(bytes)?;
    if package.has(docx::MARK) {
        return docx::text(&mut package).map(|text| ("docx", text));
    }
    #[cfg(feature = "html")]
    if package.has(epub::MARK) {
        return epub::text(&mut package).map(|text| ("epub", text));
    }
    if package.has(odt::MARK) && package.text("mimetype")?.is_none_or(|m| m.contains("opendocument.text")) {
        return odt::text(&mut package).map(|text| ("odt", text));
    }
    let kinds = package.text("mimetype")?.unwrap_or_default();
    let is = |mark: &str, kind: &str| package.has(mark) || kinds.contains(kind);
    Err(if is("xl/workbook.xml", "opendocument.spreadsheet") {
        Code::IsWorkbook.into()
    } else if is("ppt/presentation.xml", "opendocument.presentation") {
        Code::IsSlides.into()
    } else {
        Code::PackageOther.into()
    })
}

/// Runs a form's reader. One that is brought down by a hostile file is told, not the end of the program.
#[allow(dead_code, reason = "not called where no form needs a library")]
fn guarded<T>(run: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    let outer = GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Err(Code::LibraryDown.into()));
    GUARDED.set(outer);
    result
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread is caught and told as an error, so that it needs no words of its own.
pub(super) fn is_guarded() -> bool {
    GUARDED.get()
}
