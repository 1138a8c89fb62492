//! Colours that are told apart from what lies under them, by everybody: ratios after WCAG 2, sight after Machado and others.

use super::{buffer, press, sized};
use crate::tui::theme::{Depth, Role, Theme};
use ratatui::style::{Color, Style};

type Rgb = [f64; 3];

/// The sixteen as xterm has them.
const XTERM: [u32; 16] = [
    0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5, 0x7f_7f7f, 0xff_0000,
    0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
];

/// Roles that are no letters: frames and gauges, for which signs of another height suffice; and grounds.
const NO_LETTERS: &[Role] = &[
    Role::Border,
    Role::BorderFocus,
    Role::Gauge,
    Role::GaugeRest,
    Role::GaugeDue,
    Role::Current,
    Role::Selected,
    Role::SelectedFaint,
];

/// Roles of entries, which a chosen entry's ground lies over.
const ENTRIES: &[Role] = &[
    Role::Text,
    Role::Dim,
    Role::Figure,
    Role::Better,
    Role::Worse,
    Role::Missed,
    Role::Named,
    Role::Unnamed,
    Role::Person,
    Role::Deed,
    Role::Key,
    Role::Warning,
];

fn hex(rgb: u32) -> Rgb {
    [16, 8, 0].map(|shift| f64::from(rgb >> shift & 255) / 255.0)
}

fn rgb(colour: Color, unset: u32) -> Rgb {
    let sixteen = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    match colour {
        Color::Reset => hex(unset),
        Color::Rgb(r, g, b) => [r, g, b].map(|part| f64::from(part) / 255.0),
        Color::Indexed(n @ 16..=231) => {
            let step = |part: u8| if part == 0 { 0.0 } else { (55.0 + 40.0 * f64::from(part)) / 255.0 };
            [(n - 16) / 36, (n - 16) / 6 % 6, (n - 16) % 6].map(step)
        }
        Color::Indexed(n @ 232..) => [(8.0 + 10.0 * f64::from(n - 232)) / 255.0; 3],
        Color::Indexed(n) => hex(XTERM[usize::from(n)]),
        named => hex(XTERM[sixteen.iter().position(|c| *c == named).unwrap()]),
    }
}

fn linear(colour: Rgb) -> Rgb {
    colour.map(|v| if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) })
}

fn ratio(one: Rgb, other: Rgb) -> f64 {
    let light = |c: Rgb| linear(c).iter().zip([0.2126, 0.7152, 0.0722]).map(|(v, share)| v * share).sum::<f64>() + 0.05;
    let (a, b) = (light(one), light(other));
    a.max(b) / a.min(b)
}

/// What a theme is read on where it brings no colours of its own: letters and ground.
fn terminals(theme: &str, depth: Depth) -> &'static [(u32, u32)] {
    match (theme, depth) {
        ("high-contrast", _) => &[(0xff_ffff, 0x00_0000), (0x00_0000, 0xff_ffff)],
        ("dark", Depth::Sixteen) => &[(0xe5_e5e5, 0x00_0000)],
        ("dark", _) => &[(0xcc_cccc, 0x00_0000), (0xcc_cccc, 0x1e_1e1e)],
        // It brings a ground of its own, whatever the terminal's is.
        _ => &[(0x00_0000, 0xff_ffff), (0xcc_cccc, 0x00_0000)],
    }
}

#[test]
fn every_letter_stands_out_from_what_lies_under_it() {
    let mut faults = Vec::new();
    for (name, least) in [("dark", 4.5), ("light", 4.5), ("high-contrast", 7.0)] {
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
            let theme = Theme::named(name, depth).unwrap();
            let text = theme.style(Role::Text);
            for role in Role::ALL.iter().filter(|role| !NO_LETTERS.contains(role)) {
                let own = text.patch(theme.style(*role));
                // The text's own marks lie over the line being read; a list's chosen entry lies over its roles.
                let mut styles =
                    vec![(own, ""), (text.patch(theme.style(Role::Current)).patch(theme.style(*role)), "read")];
                if ENTRIES.contains(role) {
                    let grounds = [(Role::Selected, "chosen"), (Role::SelectedFaint, "chosen faintly")];
                    styles.extend(grounds.map(|(over, place)| (own.patch(theme.style(over)), place)));
                }
                for (style, place) in styles {
                    for &(letters, ground) in terminals(name, depth) {
                        let of = |colour: Option<Color>, unset| rgb(colour.unwrap_or(Color::Reset), unset);
                        let found = ratio(of(style.fg, letters), of(style.bg, ground));
                        if found < least {
                            faults
                                .push(format!("{name} {depth:?} {} {place} on {ground:06x}: {found:.2}", role.name()));
                        }
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "too faint:\n{}", faults.join("\n"));
}

/// What is seen of a colour by an eye that lacks a kind of cones (Machado, Oliveira, Fernandes 2009), as Lab.
fn seen(colour: Rgb, eye: &[[f64; 3]; 3]) -> Rgb {
    let light = linear(colour);
    let eye = eye.map(|row| row.iter().zip(light).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0));
    let sum = |shares: [f64; 3], white: f64| eye.iter().zip(shares).map(|(v, share)| v * share).sum::<f64>() / white;
    let xyz = [
        sum([0.4124, 0.3576, 0.1805], 0.9505),
        sum([0.2126, 0.7152, 0.0722], 1.0),
        sum([0.0193, 0.1192, 0.9505], 1.089),
    ];
    let [x, y, z] = xyz.map(|v| if v > 0.008_856 { v.cbrt() } else { 7.787 * v + 16.0 / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

#[test]
fn better_and_worse_are_two_colours_to_every_eye() {
    let eyes = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_82, 0.042_94, 0.968_881]],
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_9]],
    ];
    for name in ["dark", "light"] {
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
            let theme = Theme::named(name, depth).unwrap();
            let colour = |role: Role| rgb(theme.style(role).fg.unwrap(), 0);
            for eye in &eyes {
                let (a, b) = (seen(colour(Role::Better), eye), seen(colour(Role::Worse), eye));
                let apart = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
                assert!(apart > 25.0, "{name} {depth:?}: {apart:.1} apart by {eye:?}");
            }
        }
    }
}

#[test]
fn what_colour_tells_is_told_by_weight_too() {
    for name in ["dark", "light", "high-contrast", "mono"] {
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
            let theme = Theme::named(name, depth).unwrap();
            let weight = |role: Role| Style { fg: None, bg: None, ..theme.style(role) };
            assert_ne!(weight(Role::Better), weight(Role::Worse), "{name} {depth:?}");
            assert_ne!(weight(Role::Figure), weight(Role::Text), "{name} {depth:?}");
            assert_ne!(weight(Role::Figure), weight(Role::Behind), "{name} {depth:?}");
        }
    }
}

#[test]
fn names_of_panes_beside_a_view_can_still_be_read() {
    for theme in ["dark", "light"] {
        let mut state = sized(120, 40);
        press(&mut state, "f");
        let cells = buffer(&state, theme);
        let row: Vec<_> = (0..120).map(|x| cells[(x, 1)].clone()).collect();
        let name = row.iter().rposition(|cell| cell.symbol() == "C").expect("the name of the shortfalls");
        let dim = Theme::named(theme, Depth::True).unwrap().style(Role::Dim);
        assert_eq!(row[name].fg, dim.fg.unwrap(), "{theme}");
    }
}
