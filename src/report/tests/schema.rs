//! The JSON Schema of what `extract` prints, made from the types of the model; `docs/bulletin.schema.json` keeps it.
//!
//! Built for tests only, so that the program carries none of it. After a change of the model, write the file anew by
//! `BANTIN_WRITE=1 cargo test --lib schema`.

use crate::Reader;
use crate::model::bulletin::SCHEMA;
use crate::report::json::{self, Object};
use crate::report::{Labels, Language};
use jsonschema::Validator;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};
use std::path::PathBuf;

/// The kept file.
fn path() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "docs", "bulletin.schema.json"].iter().collect()
}

/// The schema as the types have it.
fn made() -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Object<'_>>().to_value();
    schema["$id"] = json!("urn:bantin:bulletin:1");
    schema["title"] = json!("Bulletin");
    schema["properties"]["schema"]["const"] = json!(SCHEMA);
    // What `extract` adds to the model where records come in, and what stands for one that cannot be read.
    let id = json!({ "description": "Of a record: its id, as it came in." });
    schema["properties"]["id"] = id.clone();
    schema["$defs"]["Failed"] = json!({
        "description": "What stands in the place of an input that could not be read.",
        "type": "object",
        "properties": {
            "id": id,
            "source": { "type": "object", "properties": { "name": { "type": "string" } }, "required": ["name"] },
            "error": { "description": "Why, and what to do.", "type": "string" },
        },
        "required": ["error"],
    });
    // Decimals are written as numbers, not as the strings that the library's own words for them ask for.
    numbers(&mut schema);
    prose(&mut schema);
    schema
}

/// Makes numbers of decimals: the only ones that are told by a pattern.
fn numbers(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if fields.get("pattern").is_some_and(Value::is_string) {
                fields.remove("pattern");
                let optional = fields["type"].as_array().is_some_and(|types| types.contains(&json!("null")));
                fields.insert("type".to_owned(), if optional { json!(["number", "null"]) } else { json!("number") });
            }
            fields.values_mut().for_each(numbers);
        }
        Value::Array(items) => items.iter_mut().for_each(numbers),
        _ => {}
    }
}

/// Descriptions without the marks of links, which lead nowhere in a schema.
fn prose(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match field {
                    Value::String(text) if name == "description" => {
                        *text = text.replace("[`", "`").replace("`]", "`").replace("super::", "");
                    }
                    _ => prose(field),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(prose),
        _ => {}
    }
}

/// The schema without leave for fields that it does not name.
fn closed(mut schema: Value) -> Value {
    fn close(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                if fields.get("properties").is_some_and(Value::is_object) {
                    fields.insert("additionalProperties".to_owned(), Value::Bool(false));
                }
                fields.values_mut().for_each(close);
            }
            Value::Array(items) => items.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut schema);
    schema
}

fn faults(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

/// Every bulletin of the repository.
fn texts() -> Vec<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folders = ["assets", "tests/bulletins", "tests/shelf", "tests/fixtures"].map(|folder| root.join(folder));
    let files = folders.iter().flat_map(|f| std::fs::read_dir(f).unwrap()).map(|e| e.unwrap().path());
    let mut texts: Vec<PathBuf> = files.filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    texts.sort();
    assert!(texts.len() > 10);
    texts
}

/// What `extract` prints of a text, by a reader with targets of its own so that those are met too.
fn printed(text: &str) -> Value {
    let targets = "[[target]]\nindicator = 'thu ngân sách'\ntarget = '≥ 99 nghìn tỷ đồng'\n";
    let reader = Reader::default().with_targets_of(&[("t.toml".to_owned(), targets.to_owned())]).unwrap();
    let bulletin = reader.read(text);
    serde_json::from_str(&json::to_string(&bulletin, &Labels::new(Language::En))).unwrap()
}

#[test]
fn the_kept_schema_is_the_one_that_the_types_have() {
    let made = serde_json::to_string_pretty(&made()).unwrap() + "\n";
    if std::env::var_os("BANTIN_WRITE").is_some() {
        std::fs::write(path(), &made).unwrap();
    }
    let kept = std::fs::read_to_string(path()).unwrap_or_default();
    assert!(kept == made, "docs/bulletin.schema.json is stale: BANTIN_WRITE=1 cargo test --lib schema");
}

#[test]
fn what_is_printed_of_every_bulletin_fits_the_schema_and_has_no_field_beside_it() {
    let validator = jsonschema::draft202012::new(&closed(made())).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for path in texts() {
        let value = printed(&std::fs::read_to_string(&path).unwrap());
        assert_eq!(faults(&validator, &value), Vec::<String>::new(), "{}", path.display());
        fields(&value, &mut seen);
    }
    // The bulletins show what they are to show: each list and object of the model is filled somewhere.
    for name in ["percent", "points", "factor", "pace_needed", "target", "statements", "verdicts", "warning_places"] {
        assert!(seen.contains(name), "no bulletin has {name}");
    }
}

/// The names of fields that are filled.
fn fields(value: &Value, seen: &mut std::collections::BTreeSet<String>) {
    match value {
        Value::Object(all) => all.iter().filter(|(_, v)| !v.is_null()).for_each(|(name, field)| {
            seen.insert(name.clone());
            fields(field, seen);
        }),
        Value::Array(items) => items.iter().for_each(|item| fields(item, seen)),
        _ => {}
    }
}

#[test]
fn what_does_not_fit_is_told() {
    let validator = jsonschema::draft202012::new(&closed(made())).unwrap();
    let whole = printed("UBND tỉnh Hà Sơn: quý I/2024, thu ngân sách đạt 3.215 tỷ đồng, bằng 20,1% dự toán, giảm 3%.");
    assert!(faults(&validator, &whole).is_empty(), "{:?}", faults(&validator, &whole));
    let broken: [(&str, Value); 8] = [
        ("/schema", json!("bantin.bulletin/2")),
        ("/figures/0/value/amount", json!("3215")),
        ("/figures/0/kind", json!("guessed")),
        ("/figures/0/span", json!([0])),
        ("/figures/0/indicator", Value::Null),
        ("/figures/0/changes/0/basis", json!("last_year")),
        ("/period/scope", json!({ "quarter": "1" })),
        ("/shortfalls/0/reasons/0", json!("late")),
    ];
    for (place, value) in broken {
        let mut other = whole.clone();
        *other.pointer_mut(place).unwrap_or_else(|| panic!("nothing at {place}")) = value;
        assert_eq!(faults(&validator, &other).len(), 1, "{place}");
    }
    let mut other = whole.clone();
    other["figures"][0]["colour"] = json!("red");
    assert_eq!(faults(&validator, &other).len(), 1);
    other = whole;
    other.as_object_mut().unwrap().remove("text");
    assert_eq!(faults(&validator, &other).len(), 1);
}
