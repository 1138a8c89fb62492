//! What stands around a page's story and belongs to it: title, date, lead, byline.
//!
//! In: the page's tree. Out: their words, where they are found after the title and by the names that pages give them.

use dom_query::{Document, NodeRef};

/// What was found around the story.
#[derive(Debug, Default)]
pub struct Around {
    /// The headline.
    pub title: Option<String>,
    /// When it came out.
    pub date: Option<String>,
    /// The lead.
    pub lead: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
}

const DATE: [&str; 8] = ["date", "time", "publish", "posted", "ngay", "meta", "created", "info"];
const LEAD: [&str; 6] = ["sapo", "lead", "summary", "headline", "description", "chapeau"];
const BYLINE: [&str; 6] = ["author", "byline", "tacgia", "tac-gia", "writer", "source"];
/// Elements that hold what is around every page of a site.
const FURNITURE: [&str; 5] = ["nav", "footer", "aside", "form", "script"];
/// Words in the names of elements that hold what others wrote.
const OTHERS: [&str; 8] = ["comment", "related", "relate", "sidebar", "footer", "recommend", "most", "tag"];
/// Characters of a date's line, of a byline.
const SHORT: usize = 90;
/// Characters of a lead.
const LONG: std::ops::Range<usize> = 60..1_200;

/// Looks around the story.
pub fn around(page: &Document) -> Around {
    let mut found = Around { title: title(page), ..Around::default() };
    let mut is_after = false;
    for node in page.root().descendants_it().filter(NodeRef::is_element) {
        is_after |=
            found.title.as_ref().is_some_and(|title| is_headline(&node) && &first(&node, title.len() + 1) == title);
        if !is_after {
            continue;
        }
        let text = || Some(words(&node)).filter(|w| !w.is_empty());
        if found.date.is_none() && (node.has_name("time") || named(&node, &DATE)) {
            let date = text().filter(|w| w.chars().count() <= SHORT && has_date(w));
            found.date = date.filter(|_| !is_furniture(&node));
        }
        if found.lead.is_none() && named(&node, &LEAD) {
            found.lead = text().filter(|w| LONG.contains(&w.chars().count())).filter(|_| !is_furniture(&node));
        }
        if found.byline.is_none() && named(&node, &BYLINE) {
            let line =
                text().filter(|w| w.chars().count() <= SHORT && !has_date(w) && w.chars().any(char::is_alphabetic));
            found.byline = line.filter(|_| !is_furniture(&node));
        }
    }
    found.date = found.date.or_else(|| published(page));
    found
}

/// The first words of a node, with one blank between them: as many as any line here has.
fn words(node: &NodeRef<'_>) -> String {
    first(node, 4 * LONG.end)
}

/// The words of a node, but hardly more than so many bytes.
fn first(node: &NodeRef<'_>, most: usize) -> String {
    let mut text = String::new();
    for child in node.descendants_it() {
        if child.is_text() {
            text.push_str(&child.text());
        } else if !text.ends_with(' ') {
            text.push(' ');
        }
        if text.trim_start().len() > most {
            break;
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The headline: of the main headings the one that the page's own title begins with, else the first; where there are
/// none, whatever else the page's own title begins with.
fn title(page: &Document) -> Option<String> {
    let own = page.select_single("meta[property='og:title']").attr("content").map(|t| t.to_string());
    let own = own.unwrap_or_else(|| page.select_single("title").text().to_string());
    let own: String = own.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = |name: &str| -> Vec<String> {
        let all = page.select(name);
        all.nodes().iter().filter(|n| !is_furniture(n)).map(words).filter(|w| !w.is_empty()).collect()
    };
    let (main, second) = (told("h1"), told("h2"));
    let named = main.iter().chain(&second).find(|h| own.starts_with(h.as_str())).or_else(|| main.first()).cloned();
    named.or_else(|| {
        const SHORTEST: usize = 16;
        let root = page.root();
        let all = root.descendants_it().filter(is_headline).map(|n| first(&n, own.len()));
        all.filter(|w| w.len() >= SHORTEST).find(|w| own.starts_with(w.as_str()))
    })
}

/// Whether an element may hold a headline.
fn is_headline(node: &NodeRef<'_>) -> bool {
    const NAMES: [&str; 10] = ["h1", "h2", "h3", "div", "span", "p", "td", "b", "strong", "font"];
    node.is_element() && node.node_name().is_some_and(|name| NAMES.contains(&&*name))
}

/// Whether the element's names hold one of these words.
fn named(node: &NodeRef<'_>, words: &[&str]) -> bool {
    ["class", "id", "itemprop", "rel"].iter().any(|attribute| {
        node.attr(attribute).is_some_and(|value| {
            let value = value.to_ascii_lowercase();
            words.iter().any(|word| value.contains(word))
        })
    })
}

fn is_furniture(node: &NodeRef<'_>) -> bool {
    let mut around = std::iter::once(*node).chain(node.ancestors_it(Some(8)));
    around.any(|n| FURNITURE.iter().any(|name| n.has_name(name)) || !n.has_name("body") && named(&n, &OTHERS))
}

/// When the page says of itself that it came out, as a bulletin writes it.
fn published(page: &Document) -> Option<String> {
    let metas = ["article:published_time", "pubdate", "datePublished", "dc.date", "date"];
    let told = metas.iter().find_map(|name| {
        let meta =
            page.select_single(&format!("meta[property='{name}'], meta[name='{name}'], meta[itemprop='{name}']"));
        meta.attr("content")
    });
    let told = told.or_else(|| page.select_single("time[datetime]").attr("datetime"))?;
    let (date, time) = told.trim().split_at_checked(10)?;
    let [year, month, day] = date.split('-').collect::<Vec<_>>().try_into().ok()?;
    let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let time = time.trim_start_matches(['T', ' ']).get(..5).filter(|t| t.as_bytes().get(2) == Some(&b':'));
    let time = time.filter(|t| *t != "00:00").map(|t| format!(" {t}")).unwrap_or_default();
    (is_number(year) && is_number(month) && is_number(day)).then(|| format!("{day}/{month}/{year}{time}"))
}

/// Whether a date with its year stands in it: day, month and year as numbers, whatever stands between them.
fn has_date(text: &str) -> bool {
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
    let year = numbers.iter().any(|n| n.len() == 4 && (n.starts_with("19") || n.starts_with("20")));
    year && numbers.iter().filter(|n| n.len() <= 2).count() >= 2
}
