//! Whether the tags of a page can be taken apart in bounded time.
//!
//! In: the page. Out: nothing, or what is wrong. Each attribute of a tag is compared with those before it, so that one
//! tag which holds a page full of them would cost the square of its length.

use crate::error::{Code, Fault};

/// Most attributes of one tag.
pub const ATTRIBUTES: usize = 1_000;
/// Elements whose content holds no tags.
const RAW: [&str; 5] = ["script", "style", "textarea", "title", "xmp"];

/// Refuses a page that would cost too much.
///
/// # Errors
/// What is wrong and what to do.
pub fn check(page: &str) -> Result<(), Fault> {
    let bytes = page.as_bytes();
    let mut at = 0;
    while let Some(start) = bytes.get(at..).and_then(|rest| memchr::memchr(b'<', rest)) {
        at += start + 1;
        let rest = bytes.get(at..).unwrap_or_default();
        let closing = rest.first() == Some(&b'/');
        let name = rest.get(usize::from(closing)..).unwrap_or_default();
        let name =
            name.get(..name.iter().take_while(|b| b.is_ascii_alphanumeric()).take(12).count()).unwrap_or_default();
        if !name.first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (length, attributes) = tag(rest);
        if attributes > ATTRIBUTES {
            return Err(Code::PageAttributes.with(ATTRIBUTES));
        }
        at += length;
        if let Some(raw) = RAW.iter().find(|raw| !closing && name.eq_ignore_ascii_case(raw.as_bytes())) {
            // Without its end the rest of the page is inside.
            let inside = bytes.get(at..).unwrap_or_default();
            at += end(inside, raw.as_bytes()).unwrap_or(inside.len());
        }
    }
    Ok(())
}

/// How long a tag is, and how many attributes it has: as many words as stand outside of values.
fn tag(rest: &[u8]) -> (usize, usize) {
    let (mut at, mut words, mut in_word) = (0, 0_usize, true);
    while let Some(&byte) = rest.get(at) {
        at += 1;
        match byte {
            b'>' => break,
            b'=' => {
                words += usize::from(!in_word);
                at += rest.get(at..).unwrap_or_default().iter().take_while(|b| b.is_ascii_whitespace()).count();
                let value = rest.get(at..).unwrap_or_default();
                let length = match value.first() {
                    Some(quote @ (b'"' | b'\'')) => {
                        memchr::memchr(*quote, value.get(1..).unwrap_or_default()).map_or(value.len(), |end| end + 2)
                    }
                    _ => value.iter().take_while(|b| !b.is_ascii_whitespace() && **b != b'>').count(),
                };
                at += length;
                in_word = false;
            }
            b'/' => in_word = false,
            byte if byte.is_ascii_whitespace() => in_word = false,
            _ => {
                words += usize::from(!in_word);
                in_word = true;
            }
        }
    }
    (at, words)
}

/// Where the tag that ends an element without tags stands.
fn end(inside: &[u8], name: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = inside.get(at..).and_then(|rest| memchr::memchr(b'<', rest)) {
        at += found + 1;
        let rest = inside.get(at..).unwrap_or_default();
        if rest.first() == Some(&b'/') && rest.get(1..=name.len()).is_some_and(|b| b.eq_ignore_ascii_case(name)) {
            return Some(at - 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_full_of_attributes_is_refused_and_ordinary_ones_are_not() {
        let many: String = (0..2_000).map(|i| format!(" a{i}=x")).collect();
        assert!(check(&format!("<p{many}>")).is_err());
        assert!(check(&format!("<p{many}")).is_err());
        assert!(check(&format!("<script>if (a<b {many}</script>")).is_ok());
        assert!(check(&format!("<img alt='{}'>", "một hai ".repeat(5_000))).is_ok());
        assert!(check(&format!("<img src = data:{}>", "a/b".repeat(5_000))).is_ok());
        assert!(check(&"<a href='x' class=y>".repeat(5_000)).is_ok());
        assert_eq!(tag(b"a href='x > y' b c=d>rest"), (21, 3));
    }
}
