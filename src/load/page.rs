//! What a web page says about itself before it is read: that it is one, and its encoding.
//!
//! In: the page's start. Out: whether it is a page; the name of the encoding in its `meta`.

/// Bytes in which a page shows that it is one.
const HEAD: usize = 4_096;

/// Whether a text is a web page: it begins with a tag, and those of a page follow.
pub(super) fn is_page(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !start.starts_with('<') {
        return false;
    }
    let head: String = start.chars().take(HEAD).collect::<String>().to_ascii_lowercase();
    let certain = ["<!doctype html", "<html", "<head", "<body", "<article"];
    let blocks = ["<p>", "<p ", "<div", "<table", "<h1", "<br", "<span", "<meta"];
    certain.iter().any(|tag| head.contains(tag)) || blocks.iter().filter(|tag| head.contains(*tag)).count() >= 2
}

/// The encoding that a page names in its first bytes.
pub(super) fn charset(bytes: &[u8]) -> Option<String> {
    let head: String =
        bytes.iter().take(HEAD).map(|b| if b.is_ascii() { char::from(b.to_ascii_lowercase()) } else { ' ' }).collect();
    if !head.trim_start().starts_with('<') {
        return None;
    }
    let (_, rest) =
        head.split_once("charset=").or_else(|| head.split_once("<?xml").and_then(|_| head.split_once("encoding=")))?;
    let name: String = rest
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        .collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_known_by_their_tags() {
        assert!(is_page("\n<!DOCTYPE html><p>x"));
        assert!(is_page("<div><p>x</p></div>"));
        assert!(!is_page("<5% kế hoạch"));
        assert!(!is_page("Tin <p>x</p>"));
    }

    #[test]
    fn the_encoding_is_read_in_either_spelling() {
        assert_eq!(charset(b"<html><meta charset='VISCII'>").as_deref(), Some("viscii"));
        let old = b"<META http-equiv=Content-Type content=\"text/html; charset=windows-1258\">";
        assert_eq!(charset(old).as_deref(), Some("windows-1258"));
        assert_eq!(charset(b"charset=utf-8"), None);
    }
}
