//! Whether a page can be read in bounded time and memory.
//!
//! In: the page. Out: nothing, or what is wrong. A tree builder looks up its open elements for every tag, and opens
//! formatting that was left open again in every paragraph: pages that nest without end would cost the square of their
//! length. One run over the tags counts both before a tree is built.

/// How many elements may be open at once.
const DEPTH: usize = 512;
/// How many formatting elements may be left open on average, tag by tag.
const OPEN: usize = 24;
/// Tags that are never counted: they have no content, or the next one of their kind ends them.
const FREE: [&str; 36] = [
    "p", "li", "td", "th", "tr", "tbody", "thead", "tfoot", "dd", "dt", "option", "optgroup", "br", "hr", "img",
    "input", "meta", "link", "base", "area", "col", "colgroup", "embed", "source", "track", "wbr", "param", "html",
    "head", "body", "rt", "rp", "caption", "frame", "bgsound", "keygen",
];
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements whose content holds no tags.
const RAW: [&str; 5] = ["script", "style", "textarea", "title", "xmp"];

/// Refuses a page that would cost too much.
///
/// # Errors
/// What is wrong and what to do.
pub fn check(page: &str) -> Result<(), String> {
    let (mut depth, mut formatting, mut tags, mut cost) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut at = 0;
    while let Some(start) = page.get(at..).and_then(|rest| memchr::memchr(b'<', rest.as_bytes())) {
        let rest = page.get(at + start + 1..).unwrap_or_default();
        at += start + 1;
        let closing = rest.starts_with('/');
        let name = rest.trim_start_matches('/');
        let end = name.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
        let name = name.get(..end).unwrap_or_default().to_ascii_lowercase();
        if name.is_empty() {
            continue;
        }
        tags += 1;
        if !closing && RAW.contains(&name.as_str()) {
            // Without its end the rest of the page is inside.
            let close = format!("</{name}");
            let inside = rest.as_bytes();
            at += find_ignoring_case(inside, close.as_bytes()).unwrap_or(inside.len());
            continue;
        }
        let step = |n: usize| if closing { n.saturating_sub(1) } else { n + 1 };
        if FORMATTING.contains(&name.as_str()) {
            formatting = step(formatting);
        }
        if !FREE.contains(&name.as_str()) {
            depth = step(depth);
        }
        cost += formatting;
        if depth > DEPTH {
            return Err(format!("nests elements more than {DEPTH} deep; save it as plain text and open that"));
        }
    }
    if cost > OPEN * tags.max(1_000) {
        return Err("leaves too much formatting open; save it as plain text and open that".to_owned());
    }
    Ok(())
}

fn find_ignoring_case(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr(b'<', rest)) {
        at += found;
        if bytes.get(at..at + wanted.len()).is_some_and(|b| b.eq_ignore_ascii_case(wanted)) {
            return Some(at);
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_nest_without_end_are_refused_and_ordinary_ones_are_not() {
        assert!(check(&"<div>".repeat(600)).is_err());
        let open: String = (0..300).map(|i| format!("<b id={i}>")).collect();
        assert!(check(&(open + &"<p>".repeat(50_000))).is_err());
        assert!(check(&"<p>một<br>hai<li>ba".repeat(10_000)).is_ok());
        assert!(check(&"<script>a<b<c<div></SCRIPT>".repeat(10_000)).is_ok());
    }
}
