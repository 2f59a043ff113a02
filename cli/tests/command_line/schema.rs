use std::fs;

use serde_json::Value;

use crate::{CORNER_SHOP, Folder, repository};

fn printed(name: &str) -> String {
    Folder::new().kefu(&["schema", name]).ends_with(0).out
}

#[test]
fn the_schemas_that_the_widget_ships_are_current() {
    for name in ["pack", "handoff"] {
        let path = repository().join(format!("public/kefu/kefu-{name}.schema.json"));
        let shipped = fs::read_to_string(path).unwrap();
        assert!(shipped == printed(name), "run: kefu schema {name}, into public/kefu/");
    }
}

#[test]
fn a_schema_says_what_it_is_of() {
    for (name, title) in [("pack", "Kefu site pack"), ("handoff", "Kefu hand-over")] {
        let text = printed(name);
        assert!(text.ends_with("}\n"));
        let schema: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(schema["title"], title);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["$id"], format!("urn:kefu:schema:{name}:1"));
    }
}

#[test]
fn the_schema_describes_what_the_reader_reads() {
    let schema: Value = serde_json::from_str(&printed("pack")).unwrap();
    let shop: Value = serde_json::from_str(CORNER_SHOP).unwrap();
    let known = schema["properties"].as_object().unwrap();
    for field in shop.as_object().unwrap().keys() {
        assert!(known.contains_key(field), "{field}");
    }
    for field in ["$schema", "profile", "image_hosts"] {
        assert!(known.contains_key(field), "{field}");
    }
    assert_eq!(schema["additionalProperties"], false);
    assert_eq!(schema["required"], serde_json::json!(["kefu", "brand"]));
    let entry = &schema["$defs"]["Entry"];
    assert_eq!(entry["additionalProperties"], false);
    assert_eq!(entry["required"], serde_json::json!(["id", "question", "answer"]));
}

#[test]
fn every_field_of_the_schema_is_one_that_the_reader_knows() {
    let schema: Value = serde_json::from_str(&printed("pack")).unwrap();
    // A field that the reader does not know it calls unknown; one that it knows it calls ill-shaped.
    for field in schema["properties"].as_object().unwrap().keys() {
        let pack = format!("{{ \"{field}\": null }}");
        let (_, found) = kefu_engine::pack::load(pack.as_bytes());
        let unknown = found
            .iter()
            .any(|one| matches!(one.problem, kefu_engine::pack::Problem::UnknownField { .. }));
        assert!(!unknown, "{field}");
    }
}
