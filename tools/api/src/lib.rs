//! The public API as its sources have it: one line for each thing that a user's code may name.

use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::{Attribute, Fields, Item, ItemImpl, UseTree, Visibility};

/// Modules by their path, `bantin` first.
type Modules = BTreeMap<Vec<String>, Module>;

struct Module {
    items: Vec<Item>,
    /// Whether a user can name it and finds it documented.
    shown: bool,
}

/// The folder of bantin.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The list, sorted; each line ends.
pub fn listing() -> String {
    let mut modules = Modules::new();
    read(&root().join("src/lib.rs"), &["bantin".to_owned()], true, &mut modules);
    let mut lines = BTreeSet::new();
    for (path, module) in modules.iter().filter(|(_, module)| module.shown) {
        for item in &module.items {
            tell(item, path, &path.join("::"), &modules, &mut lines);
        }
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

fn read(file: &Path, path: &[String], shown: bool, modules: &mut Modules) {
    let items = syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap().items;
    let folder = match file.file_stem().unwrap().to_str().unwrap() {
        "lib" | "mod" => file.parent().unwrap().to_owned(),
        stem => file.with_file_name(stem),
    };
    for item in &items {
        let Item::Mod(inner) = item else { continue };
        if inner.content.is_some() || is_for_tests(&inner.attrs) {
            continue;
        }
        let name = inner.ident.to_string();
        let (flat, deep) = (folder.join(format!("{name}.rs")), folder.join(&name).join("mod.rs"));
        let shown = shown && is_public(&inner.vis) && !is_hidden(&inner.attrs);
        read(if flat.exists() { &flat } else { &deep }, &[path, &[name]].concat(), shown, modules);
    }
    modules.insert(path.to_vec(), Module { items, shown });
}

fn is_public(vis: &Visibility) -> bool {
    matches!(vis, Visibility::Public(_))
}

fn is_hidden(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|a| a.path().is_ident("doc") && words(&a.meta).contains("hidden"))
}

fn is_for_tests(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|a| a.path().is_ident("cfg") && words(&a.meta).contains("(test)"))
}

/// Tokens as one would write them.
fn words(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string().split_whitespace().collect::<Vec<_>>().join(" ");
    for (from, to) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        ("& ", "&"),
        (" ,", ","),
        (" :", ":"),
        ("( ", "("),
        (" )", ")"),
        (" (", "("),
        ("[ ", "["),
        (" ]", "]"),
        ("-> (", "-> ("),
        (" ;", ";"),
        ("- >", "->"),
        ("' ", "'"),
    ] {
        text = text.replace(from, to);
    }
    text.replace("->", " -> ").replace("  ", " ").replace(",)", ")")
}

/// The lines of one item, as `shown::…`; `home` is the module in which it stands.
fn tell(item: &Item, home: &[String], shown: &str, modules: &Modules, lines: &mut BTreeSet<String>) {
    let (attrs, vis) = match item {
        Item::Const(i) => (&i.attrs, &i.vis),
        Item::Enum(i) => (&i.attrs, &i.vis),
        Item::Fn(i) => (&i.attrs, &i.vis),
        Item::Mod(i) => (&i.attrs, &i.vis),
        Item::Static(i) => (&i.attrs, &i.vis),
        Item::Struct(i) => (&i.attrs, &i.vis),
        Item::Trait(i) => (&i.attrs, &i.vis),
        Item::Type(i) => (&i.attrs, &i.vis),
        Item::Use(i) => (&i.attrs, &i.vis),
        _ => return,
    };
    if !is_public(vis) || is_hidden(attrs) || is_for_tests(attrs) {
        return;
    }
    match item {
        Item::Const(i) => {
            lines.insert(format!("const {shown}::{}: {}", i.ident, words(&i.ty)));
        }
        Item::Static(i) => {
            lines.insert(format!("static {shown}::{}: {}", i.ident, words(&i.ty)));
        }
        Item::Type(i) => {
            lines.insert(format!("type {shown}::{}{} = {}", i.ident, words(&i.generics), words(&i.ty)));
        }
        Item::Trait(i) => {
            lines.insert(format!("trait {shown}::{} {}", i.ident, words(i)));
        }
        Item::Mod(i) => {
            lines.insert(format!("mod {shown}::{}", i.ident));
        }
        Item::Fn(i) => {
            lines.insert(format!("fn {shown}::{}", signature(&i.sig)));
        }
        Item::Struct(i) => {
            let name = format!("{shown}::{}", i.ident);
            lines.insert(format!("struct {name}{}", words(&i.generics)));
            fields(&name, &i.fields, false, lines);
            of_type(&name, &i.ident.to_string(), attrs, home, modules, lines);
        }
        Item::Enum(i) => {
            let name = format!("{shown}::{}", i.ident);
            lines.insert(format!("enum {name}{}", words(&i.generics)));
            for variant in &i.variants {
                lines.insert(format!("{name}::{}", variant.ident));
                fields(&format!("{name}::{}", variant.ident), &variant.fields, true, lines);
            }
            of_type(&name, &i.ident.to_string(), attrs, home, modules, lines);
        }
        Item::Use(i) => {
            let mut all = Vec::new();
            names(&i.tree, &mut Vec::new(), &mut all);
            all.into_iter().for_each(|(path, name)| used(&path, &name, home, shown, modules, lines));
        }
        _ => {}
    }
}

fn signature(sig: &syn::Signature) -> String {
    let text = words(sig);
    let at = text.find("fn ").unwrap();
    text[..at].to_owned() + &text[at + 3..]
}

fn fields(name: &str, fields: &Fields, all: bool, lines: &mut BTreeSet<String>) {
    for (i, field) in fields.iter().enumerate() {
        if (all || is_public(&field.vis)) && !is_hidden(&field.attrs) {
            let field_name = field.ident.as_ref().map_or(i.to_string(), ToString::to_string);
            lines.insert(format!("{name}.{field_name}: {}", words(&field.ty)));
        }
    }
}

/// What a type does: its methods and traits, from the module that it stands in.
fn of_type(
    name: &str,
    ident: &str,
    attrs: &[Attribute],
    home: &[String],
    modules: &Modules,
    lines: &mut BTreeSet<String>,
) {
    for attr in attrs.iter().filter(|a| a.path().is_ident("derive")) {
        let _ = attr.parse_nested_meta(|meta| {
            lines.insert(format!("impl {} for {name}", meta.path.segments.last().unwrap().ident));
            Ok(())
        });
    }
    let impls = modules[home].items.iter().filter_map(|i| if let Item::Impl(i) = i { Some(i) } else { None });
    for block in impls.filter(|i| self_name(i).as_deref() == Some(ident)) {
        match &block.trait_ {
            Some((_, of, _)) => {
                lines.insert(format!("impl {} for {name}", words(of)));
            }
            None => {
                for item in &block.items {
                    match item {
                        syn::ImplItem::Fn(f) if is_public(&f.vis) && !is_hidden(&f.attrs) => {
                            lines.insert(format!("fn {name}::{}", signature(&f.sig)));
                        }
                        syn::ImplItem::Const(c) if is_public(&c.vis) && !is_hidden(&c.attrs) => {
                            lines.insert(format!("const {name}::{}: {}", c.ident, words(&c.ty)));
                        }
                        _ => {}
                    }
                }
            }
        }
    }
}

fn self_name(block: &ItemImpl) -> Option<String> {
    let syn::Type::Path(path) = &*block.self_ty else { return None };
    path.path.segments.last().map(|s| s.ident.to_string())
}

/// The names that a `use` brings: the path of each, and under which name.
fn names(tree: &UseTree, before: &mut Vec<String>, out: &mut Vec<(Vec<String>, String)>) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            names(&path.tree, before, out);
            before.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| names(tree, before, out)),
        UseTree::Name(name) => out.push(([&before[..], &[name.ident.to_string()]].concat(), name.ident.to_string())),
        UseTree::Rename(name) => out.push(([&before[..], &[name.ident.to_string()]].concat(), name.rename.to_string())),
        UseTree::Glob(_) => panic!("a glob of public names: the list cannot tell what it brings"),
    }
}

/// A name that stands elsewhere: a line where a user can see that place, else all that it is.
fn used(path: &[String], name: &str, home: &[String], shown: &str, modules: &Modules, lines: &mut BTreeSet<String>) {
    let (last, way) = path.split_last().unwrap();
    let place: Vec<String> = match way.first().map(String::as_str) {
        Some("crate") => [&["bantin".to_owned()], &way[1..]].concat(),
        Some("self") => [home, &way[1..]].concat(),
        Some("super") => [&home[..home.len() - 1], &way[1..]].concat(),
        _ => [home, way].concat(),
    };
    let Some(module) = modules.get(&place) else {
        lines.insert(format!("use {shown}::{name} = {}", path.join("::")));
        return;
    };
    if module.shown {
        lines.insert(format!("use {shown}::{name} = {}::{last}", place.join("::")));
        return;
    }
    for item in &module.items {
        if let Item::Use(other) = item {
            let mut all = Vec::new();
            names(&other.tree, &mut Vec::new(), &mut all);
            let same = all.into_iter().find(|(_, n)| n == last);
            if let Some((path, _)) = same.filter(|_| is_public(&other.vis)) {
                used(&path, name, &place, shown, modules, lines);
            }
        } else if ident(item).is_some_and(|ident| *ident == *last) {
            assert!(name == last, "{name}: another name for what stands in a hidden place");
            tell(item, &place, shown, modules, lines);
        }
    }
}

fn ident(item: &Item) -> Option<&syn::Ident> {
    match item {
        Item::Const(i) => Some(&i.ident),
        Item::Enum(i) => Some(&i.ident),
        Item::Fn(i) => Some(&i.sig.ident),
        Item::Static(i) => Some(&i.ident),
        Item::Struct(i) => Some(&i.ident),
        Item::Trait(i) => Some(&i.ident),
        Item::Type(i) => Some(&i.ident),
        _ => None,
    }
}
