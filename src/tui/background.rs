//! Whether the terminal's background is light, asked without waiting.
//!
//! The question (OSC 11) goes out behind the first frame; the answer comes, if it comes, as keys that nobody presses:
//! `Alt-]`, the colour, and an end. In: events. Out: what to do with each. Writes nothing.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// The question.
pub const QUESTION: &str = "\x1b]11;?\x1b\\";
/// An answer is no longer than this.
const LONGEST: usize = 40;

/// Listens for the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Listener {
    /// Nothing was asked, or it was answered.
    #[default]
    Deaf,
    /// The answer may begin.
    Waiting,
    /// What has come of the answer.
    Hearing(String),
}

/// What an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// None of the answer.
    Nothing,
    /// A part of it.
    Part,
    /// All of it: whether the background is light; `None` where it is no colour.
    All(Option<bool>),
}

impl Listener {
    /// Takes an event.
    pub fn hear(&mut self, event: &Event) -> Heard {
        let &Event::Key(KeyEvent { code: KeyCode::Char(c), modifiers, .. }) = event else { return Heard::Nothing };
        let alt = modifiers.contains(KeyModifiers::ALT);
        let end = alt && c == '\\' || modifiers.contains(KeyModifiers::CONTROL) && c == 'g';
        match self {
            Listener::Waiting if alt && c == ']' => {
                *self = Listener::Hearing(String::new());
                Heard::Part
            }
            Listener::Hearing(answer) if end => {
                let light = is_light(answer);
                *self = Listener::Deaf;
                Heard::All(light)
            }
            Listener::Hearing(answer) => {
                answer.push(c);
                if answer.len() > LONGEST {
                    *self = Listener::Deaf;
                }
                Heard::Part
            }
            Listener::Deaf | Listener::Waiting => Heard::Nothing,
        }
    }
}

/// Whether `11;rgb:ffff/ffff/ffff` is a light colour.
fn is_light(answer: &str) -> Option<bool> {
    let colour = answer.strip_prefix("11;rgb:").or_else(|| answer.strip_prefix("11;rgba:"))?;
    let mut parts = colour.split('/').map(|part| {
        let most = 16u32.checked_pow(u32::try_from(part.len()).ok()?)?.checked_sub(1)?;
        let value = u32::from_str_radix(part, 16).ok()?;
        value.checked_mul(1000)?.checked_div(most)
    });
    let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
    Some(red * 299 + green * 587 + blue * 114 > 500_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(c: char, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers))
    }

    fn answered(colour: &str) -> Heard {
        let mut listener = Listener::Waiting;
        assert_eq!(listener.hear(&key(']', KeyModifiers::ALT)), Heard::Part);
        for c in colour.chars() {
            assert_eq!(listener.hear(&key(c, KeyModifiers::NONE)), Heard::Part);
        }
        listener.hear(&key('\\', KeyModifiers::ALT))
    }

    #[test]
    fn an_answer_tells_light_from_dark() {
        assert_eq!(answered("11;rgb:ffff/ffff/ffff"), Heard::All(Some(true)));
        assert_eq!(answered("11;rgb:fd/f6/e3"), Heard::All(Some(true)));
        assert_eq!(answered("11;rgb:1111/1111/1111"), Heard::All(Some(false)));
        assert_eq!(answered("11;?"), Heard::All(None));
    }

    #[test]
    fn keys_are_keys_where_nothing_was_asked() {
        assert_eq!(Listener::Deaf.hear(&key(']', KeyModifiers::ALT)), Heard::Nothing);
        assert_eq!(Listener::Waiting.hear(&key('q', KeyModifiers::NONE)), Heard::Nothing);
    }
}
