//! The program.
fn main() {
    let path = std::env::args().last().unwrap_or_default();
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let b = bantin::read(&text);
    let mut v = serde_json::to_value(&b).unwrap_or_default();
    if let Some(o) = v.as_object_mut() {
        o.insert(
            "warnings".into(),
            serde_json::Value::Array(b.warnings.iter().map(|w| serde_json::Value::String(format!("{w:?}"))).collect()),
        );
    }
    println!("{v}");
}
