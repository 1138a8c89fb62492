//! A page as a tree, built piece by piece and given up as soon as it grows without measure.
//!
//! In: the page. Out: its tree, or what is wrong. A tree builder looks through its open elements for every tag, opens
//! again what formatting was left open, and makes elements of the fewest letters: pages that nest or repeat without end
//! would cost the square of their length, or many times their size in memory. So it is watched while it builds.

use super::guard;
use crate::error::{Code, Fault};
use dom_query::{Document, NodeId, NodeRef};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ParseOpts, QualName};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

/// How deep elements may nest.
const DEPTH: u32 = 512;
/// Most pieces of a page: elements, their attributes and texts.
const PIECES: usize = 250_000;
/// Bytes after which the tree is looked at again.
const STEP: usize = 4 * 1024;

/// The tree of `page`, and of how many pieces it is.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn tree(page: &str) -> Result<(Document, usize), Fault> {
    guard::check(page)?;
    let opts = ParseOpts {
        tokenizer: TokenizerOpts::default(),
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
    };
    let mut parser = html5ever::parse_document(Watched::default(), opts);
    let mut rest = page;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at_checked(rest.floor_char_boundary(STEP)).unwrap_or((rest, ""));
        rest = after;
        parser.process(StrTendril::from_slice(piece));
        parser.tokenizer.sink.sink.check()?;
    }
    let watched = parser.finish();
    watched.check()?;
    let pieces = watched.pieces.get();
    if depth(&watched.document) > DEPTH {
        return Err(deep());
    }
    Ok((watched.document, pieces))
}

fn deep() -> Fault {
    Code::PageDeep.with(DEPTH)
}

/// A tree, how deep what was put into it stands, and how much it is.
#[derive(Default)]
struct Watched {
    document: Document,
    depths: RefCell<FxHashMap<NodeId, u32>>,
    deepest: Cell<u32>,
    pieces: Cell<usize>,
    /// Attributes that came after their element.
    late: Cell<usize>,
}

impl Watched {
    fn check(&self) -> Result<(), Fault> {
        if self.deepest.get() > DEPTH {
            return Err(deep());
        }
        if self.pieces.get() > PIECES {
            return Err(Code::PagePieces.with(PIECES));
        }
        Ok(())
    }

    fn add(&self, pieces: usize) {
        self.pieces.set(self.pieces.get() + pieces);
    }

    fn depth(&self, node: NodeId) -> u32 {
        self.depths.borrow().get(&node).copied().unwrap_or_default()
    }

    fn note(&self, node: NodeId, depth: u32) {
        self.depths.borrow_mut().insert(node, depth);
        self.deepest.set(self.deepest.get().max(depth));
    }

    /// Notes what is put behind `before`: a text behind a text goes on in it, as every reference to a letter does.
    fn put(&self, child: &NodeOrText<NodeId>, depth: u32, before: Option<NodeRef<'_>>) {
        match child {
            NodeOrText::AppendNode(node) => self.note(*node, depth),
            NodeOrText::AppendText(_) => self.add(usize::from(!before.is_some_and(|node| node.is_text()))),
        }
    }

    fn node(&self, id: NodeId) -> Option<NodeRef<'_>> {
        self.document.tree.get(&id)
    }
}

/// How deep the tree is: elements that are moved while it is built take with them what stands in them.
fn depth(document: &Document) -> u32 {
    let (mut depth, mut deepest) = (0_u32, 0);
    let mut at: Option<NodeRef<'_>> = Some(document.root());
    while let Some(node) = at {
        deepest = deepest.max(depth);
        if let Some(child) = node.first_child() {
            depth += 1;
            at = Some(child);
            continue;
        }
        let mut here = Some(node);
        at = None;
        while let Some(node) = here {
            if let Some(next) = node.next_sibling() {
                at = Some(next);
                break;
            }
            depth = depth.saturating_sub(1);
            here = node.parent();
        }
    }
    deepest
}

impl TreeSink for Watched {
    type Handle = NodeId;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    // Nobody asks what is wrong with a page's tags.
    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.document.elem_name(target)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.add(1 + attrs.len() / 2);
        self.document.create_element(name, attrs, flags)
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.add(1);
        self.document.create_comment(StrTendril::new())
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.add(1);
        self.document.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let before = self.node(*parent).and_then(|n| n.last_child());
        self.put(&child, self.depth(*parent) + 1, before);
        self.document.append(parent, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let before = self.node(*element).and_then(|n| n.prev_sibling());
        self.put(&child, self.depth(*element).max(self.depth(*previous) + 1), before);
        self.document.append_based_on_parent_node(element, previous, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.document.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let contents = self.document.get_template_contents(target);
        self.note(contents, self.depth(*target) + 1);
        contents
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let before = self.node(*sibling).and_then(|n| n.prev_sibling());
        self.put(&child, self.depth(*sibling), before);
        self.document.append_before_sibling(sibling, child);
    }

    // Each of them is compared with all others: a page says what it is once.
    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        self.add(1 + attrs.len() / 2);
        let late = self.late.get() + attrs.len();
        self.late.set(late);
        if late <= guard::ATTRIBUTES {
            self.document.add_attrs_if_missing(target, attrs);
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.document.reparent_children(node, new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.document.is_mathml_annotation_xml_integration_point(handle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_nest_without_end_are_refused_however_they_do() {
        for (page, word) in [
            ("<div>".repeat(600), "deep"),
            ("<div></x>".repeat(600), "deep"),
            ("<b><div></b>".repeat(600), "deep"),
            (format!("<svg>{}", "<td>".repeat(600)), "deep"),
            ("<template>".repeat(600), "deep"),
            ("<table><tr><td>".repeat(300), "deep"),
            ((0..600).map(|i| format!("<p><b id={i}>x</p>")).collect(), "deep"),
            ("<p>".repeat(600_000), "pieces"),
            ("<p b c d e f g h>".repeat(80_000), "pieces"),
            ((0..600_000).map(|i| format!("<html a{i}>")).collect(), "pieces"),
        ] {
            let head: String = page.chars().take(20).collect();
            let error = tree(&page).map(|_| ()).expect_err(&head);
            assert!(error.to_string().contains(word), "{head}: {error}");
        }
    }

    #[test]
    fn ordinary_pages_are_not() {
        for page in [
            "<p>một<br>hai<li>ba".repeat(10_000),
            "<script>a<b<c<div></SCRIPT>".repeat(10_000),
            "<div><p>một<span>hai</div>".repeat(2_000),
            "&agrave;".repeat(300_000),
            "<".repeat(300_000),
            format!("<svg>{}</svg>", "<path d='M 0 0 L 5 5'/>".repeat(5_000)),
        ] {
            assert!(tree(&page).is_ok(), "{page:.20}");
        }
        let (document, pieces) = tree("<p class=x>một <b>hai</b>").unwrap();
        assert_eq!((document.select("p").text().as_ref(), pieces), ("một hai", 7));
    }
}
