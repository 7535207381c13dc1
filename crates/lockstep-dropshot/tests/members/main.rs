//! Generated types of a contract with members and limits of every kind.

#![allow(missing_docs, reason = "a test")]

use lockstep::{Document, instances};
use serde::Deserialize;
use serde_json::{Value, json};

#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/members/types/generated.rs"]
pub mod types;

/// The types take what the schemas take; where they do not, the cause is known.
#[test]
fn types_accept_what_schemas_accept() {
    macro_rules! takes {
        ($name:expr, $value:expr, [$($type:ident),*]) => {
            match $name {
                $(stringify!($type) => reads::<types::$type>($value),)*
                other => panic!("the schema {other} is not listed here"),
            }
        };
    }
    let contract = include_str!("../../../lockstep/tests/members.yaml");
    let contract = Document::parse("members.yaml", contract).expect("parses");
    let values = instances::instances(contract.root());
    let disagreements = instances::disagreements(contract.root(), values, |name, value| {
        takes!(
            if name == "foo" { "Foo" } else { name },
            value,
            [
                Absent,
                Alias,
                Alike,
                AlikeOf,
                Any,
                AnyNull,
                BankPayment,
                Bounded,
                CardPayment,
                Choice,
                DateTime,
                Defaults,
                Event,
                Extra,
                Foo,
                FooBar,
                Formatted,
                InList,
                InMap,
                Integers,
                IntEnum,
                Item,
                ItemInRequest,
                Label,
                LabelInRequest,
                Labels,
                Led,
                Ledger,
                Level,
                Listed,
                Log,
                LogEvent,
                Marked,
                Maybe,
                MaybeAll,
                MaybeDay,
                MaybeInt,
                MaybeLimited,
                MaybeList,
                MaybeMap,
                MaybeObject,
                MaybeOne,
                MaybeSmall,
                MaybeSmallText,
                Message,
                Named,
                Node,
                NodeName,
                NullInEach,
                Numbered,
                NumberedBoth,
                NumberedMore,
                NumberedToo,
                OnlyRequired,
                Open,
                OpenToo,
                Other,
                P,
                Payment,
                PaymentBase,
                PersonPatch,
                Preset,
                Q,
                RequiredMap,
                Same,
                SameOne,
                Shell,
                Strict,
                Typed,
                Undeclared,
                UndeclaredTyped,
                Uuid
            ]
        )
    });
    let unexplained: Vec<String> =
        disagreements.iter().filter(|it| it.cause.is_none()).map(ToString::to_string).collect();
    assert_eq!(unexplained, [] as [&str; 0]);
}

fn reads<T: for<'de> Deserialize<'de>>(value: &Value) -> bool {
    serde_json::from_str::<T>(&value.to_string()).is_ok()
}

/// A required member may be null where its own schema says so, also by a reference.
#[test]
fn member_is_refused_when_required_and_absent() {
    let whole = json!({
        "text": null, "thing": null, "list": null, "map": null, "limited": null, "int": null,
        "small": null, "day": null, "all": null, "one": null, "any": null, "anynull": null,
        "level": null, "strict": null, "alias": null, "intenum": null, "one_of_null": null,
    });
    assert!(reads::<types::P>(&whole));
    let names = whole.as_object().expect("an object").keys();
    for name in names {
        let mut part = whole.clone();
        part.as_object_mut().expect("an object").remove(name);
        assert!(!reads::<types::P>(&part), "{name}");
    }
}

/// The member `bar` of `foo` would have the name of the component if it had a type of its own.
#[test]
fn component_keeps_its_members_when_a_member_of_another_has_its_name() {
    assert!(reads::<types::FooBar>(&json!({ "a": null })) && !reads::<types::FooBar>(&json!({})));
    let bar = |value: Value| json!({ "bar": { "a": value } });
    assert!(reads::<types::Foo>(&bar(json!(1))) && !reads::<types::Foo>(&bar(json!(null))));
}

/// The forms of RFC 3339 that most writers do not use.
#[test]
fn default_is_filled_in_when_it_is_a_rare_form_of_a_time() {
    let read: types::Defaults = serde_json::from_value(json!({})).expect("fits");
    assert_eq!(read.at.to_rfc3339(), "2024-02-29T12:34:56+00:00");
    assert_eq!(read.leap.to_rfc3339(), "2016-12-31T23:59:60+00:00");
}

/// OpenAPI requires a `readOnly` property in answers only, and a `writeOnly` one in requests only.
#[test]
fn property_is_required_when_its_direction_has_it() {
    let (asked, answered) =
        (json!({ "name": "a", "secret": "s" }), json!({ "name": "a", "id": 1 }));
    assert!(reads::<types::ItemInRequest>(&asked) && !reads::<types::ItemInRequest>(&answered));
    assert!(reads::<types::Item>(&answered) && !reads::<types::Item>(&asked));
    let with = |label: Value| json!({ "name": "a", "secret": "s", "id": 1, "label": label });
    let label = with(json!({ "text": "t" }));
    assert!(reads::<types::ItemInRequest>(&label) && !reads::<types::Item>(&label));
}

/// Names in JSON stay, whatever the fields are called.
#[test]
fn property_has_a_field_of_its_own_when_another_would_have_its_name() {
    let value = json!({
        "type": { "$id": 1, "id": "a" }, "_type": { "a": null }, "Type": "b", "type_2": 2,
        "count": 3, "Count": false, "more": true,
    });
    let read: types::Alike = serde_json::from_value(value.clone()).expect("fits");
    assert_eq!((read.type_2, read.type_3.as_str(), read.type_4.a), (2, "b", None));
    assert_eq!((read.count_2, read.extra["more"]), (false, true));
    assert_eq!(serde_json::to_value(&read).expect("JSON"), value);
    let mut short = value;
    short.as_object_mut().expect("an object").remove("_type");
    let error = serde_json::from_value::<types::Alike>(short).expect_err("too little");
    assert!(error.to_string().contains("`_type`"), "{error}");
}

/// A schema that extends itself in several members has types for the first of them.
#[test]
fn schema_is_recursive_when_members_extend_it() {
    let value = json!({ "name": "a", "next": { "name": "b" }, "left": { "name": "c", "next": { "name": "d" } } });
    let read: types::Node = serde_json::from_value(value.clone()).expect("fits");
    assert_eq!(read.next.as_ref().expect("a next").name, "b");
    assert_eq!(read.left.as_ref().expect("a left").next.name, "d");
    assert_eq!(serde_json::to_value(&read).expect("JSON"), value);
    assert!(!reads::<types::Node>(&json!({ "name": "a", "left": { "name": "c" } })));
}

/// A property of the name that typify gives the field for the others keeps its own.
#[test]
fn property_named_extra_is_kept_next_to_others() {
    let value = json!({ "extra": "a", "more": "b" });
    let read: types::Extra = serde_json::from_value(value.clone()).expect("fits");
    assert_eq!(read.extra.as_deref(), Some("a"));
    assert_eq!(read.additional_properties["more"], "b");
    assert_eq!(serde_json::to_value(&read).expect("JSON"), value);
    let built: types::Extra = types::Extra::builder()
        .extra("a")
        .additional_properties(read.additional_properties)
        .try_into()
        .expect("fits");
    assert_eq!(serde_json::to_value(&built).expect("JSON"), value);
}

/// typify's names of the types of these members are alike: with a word of its own for what may be
/// null, in other cases, or the same.
#[test]
fn member_is_null_as_its_own_schema_says_when_names_of_types_are_alike() {
    let note = |name: &str| json!({ name: { "note": null } });
    assert!(reads::<types::Shell>(&note("outer")) && !reads::<types::Shell>(&note("inner")));
    assert!(reads::<types::Led>(&json!({ "gerBook": { "url": null } })));
    assert!(!reads::<types::Ledger>(&json!({ "book": { "url": null } })));
    assert!(reads::<types::Same>(&json!({ "one_a": { "b": null } })));
    assert!(!reads::<types::SameOne>(&json!({ "a": { "b": null } })));
}

#[test]
fn default_is_filled_in_when_it_is_an_object_or_null() {
    let read: types::Absent = serde_json::from_value(json!({})).expect("fits");
    assert_eq!((read.count, read.natural, read.either), (None, None, None));
    let value = json!({
        "inline": { "a": 5, "b": "x" }, "empty": { "a": 5, "in": { "b": true } },
        "referred": { "a": 5 }, "list": [{ "a": 5 }, { "a": 1 }],
    });
    assert_eq!(serde_json::to_value(&read).expect("JSON"), value);
    let built: types::Absent = types::Absent::builder().count(7).try_into().expect("fits");
    assert_eq!((built.count, built.empty.a, built.empty.in_.b), (Some(7), 5, true));
}

#[test]
fn members_without_a_name_are_kept_when_the_schema_says_that_there_may_be_some() {
    let value = json!({ "@type": "a", "more": { "b": [1, null] } });
    let open: types::Open = serde_json::from_value(value.clone()).expect("fits");
    assert_eq!(serde_json::to_value(&open).expect("JSON"), value);
    let open: types::OpenToo = serde_json::from_value(value.clone()).expect("fits");
    assert_eq!(serde_json::to_value(&open).expect("JSON"), value);
}

#[test]
fn null_is_read_as_all_variants_together_say_when_several_allow_it() {
    assert!(!reads::<types::NullInEach>(&json!({ "one": null })));
    assert!(reads::<types::NullInEach>(&json!({ "any": null })));
    assert!(reads::<types::NullInEach>(&json!({ "one": ["a"], "any": "INF" })));
}

#[test]
fn number_is_refused_when_it_is_the_double_beyond_its_bound() {
    for (value, is_valid) in [
        (json!({ "most": 9_223_372_036_854_775_808_u64 }), false),
        (json!({ "most": 9_223_372_036_854_774_784_u64 }), true),
        (json!({ "least": 9_007_199_254_740_992_u64 }), false),
        (json!({ "least": 9_007_199_254_740_994_u64 }), true),
    ] {
        assert_eq!(reads::<types::Bounded>(&value), is_valid, "{value}");
    }
}

#[test]
fn enumeration_has_a_type_when_its_values_tell_it() {
    let value = json!({ "on": "auto", "level": 2, "word": "a" });
    let read: types::Listed = serde_json::from_value(value.clone()).expect("fits");
    assert_eq!(serde_json::to_value(&read).expect("JSON"), value);
    assert!(reads::<types::Listed>(&json!({ "on": true, "level": null, "word": null })));
    for value in [json!({ "on": null }), json!({ "level": 3 }), json!({ "word": "b" })] {
        assert!(!reads::<types::Listed>(&value), "{value}");
    }
}

/// By the document's words, a class and its subclasses are made of each other.
#[test]
fn variant_has_the_members_of_the_class_that_it_extends() {
    let card = json!({ "kind": "card", "note": "a", "number": "1" });
    let bank = json!({ "kind": "bank", "iban": "2", "back": card });
    for value in [&card, &bank] {
        let read: types::Payment = serde_json::from_value(value.clone()).expect("fits");
        assert_eq!(serde_json::to_value(&read).expect("JSON"), *value);
    }
    let types::Payment::BankPayment(read) = serde_json::from_value(bank).expect("fits") else {
        panic!("another variant");
    };
    assert!(
        matches!(&read.back, Some(types::Payment::CardPayment(card)) if card.note.as_deref() == Some("a"))
    );
    assert!(!reads::<types::Payment>(&json!({ "kind": "card", "iban": "2" })));
    assert!(!reads::<types::CardPayment>(&json!({ "number": "1" })));
}

#[test]
fn variant_has_its_name_when_its_type_stands_next_to_the_choice() {
    let card = json!({ "kind": "card", "number": "1" });
    let read: types::Typed = serde_json::from_value(card).expect("fits");
    assert!(matches!(read, types::Typed::CardPayment(card) if card.number == "1"));
}

/// Null and absence differ in a patch, also within what it holds.
#[test]
fn null_is_kept_when_a_patch_has_it() {
    let null = json!({
        "id": null, "name": null, "kind": null, "age": null, "born": null, "any": null, "day": null,
        "level": null, "address": { "post-code": null }, "pets": [{ "name": null }, {}],
        "boss": { "id": 1, "level": "low", "boss": null }, "words": null,
    });
    let empty = json!({
        "id": 1, "level": "low", "tags": [], "counts": {}, "other": {}, "words": [], "pets": [],
    });
    let absent = json!({ "id": 1, "level": "low" });
    let full = json!({
        "id": 1, "name": "a", "kind": "b", "age": 3, "born": "2000-01-02", "note": "c", "any": [4],
        "day": "2000-01-03", "level": "d", "marks": ["j"], "address": {}, "pets": [{ "name": "e" }], "tags": ["f"],
        "counts": { "g": 5 }, "other": { "h": [] }, "words": ["i"],
    });
    for value in [&null, &absent, &empty, &full] {
        let read: types::PersonPatch = serde_json::from_value(value.clone()).expect("fits");
        assert_eq!(serde_json::to_value(&read).expect("JSON"), *value);
    }
    let read: types::PersonPatch = serde_json::from_value(null).expect("fits");
    assert_eq!((&read.name, read.age, &read.note), (&Some(None), Some(None), &None));
    assert!(!reads::<types::PersonPatch>(&json!({ "id": 1, "note": null })));
    assert!(!reads::<types::PersonPatch>(&json!({ "id": 1, "kind": "long" })));
}

#[test]
fn patch_has_null_when_it_is_built_with_it() {
    let nameless = types::PersonPatchPetsItem::builder().null_name();
    let pet: types::PersonPatchPetsItem = nameless.try_into().expect("fits");
    let built: types::PersonPatch = types::PersonPatch::builder()
        .id(1)
        .name("a")
        .null_age()
        .null_boss()
        .tags(Vec::new())
        .maybe_born(None::<chrono::NaiveDate>)
        .pets(vec![pet])
        .try_into()
        .expect("fits");
    let sent = json!({
        "id": 1, "name": "a", "age": null, "boss": null, "level": "low", "pets": [{ "name": null }],
        "tags": [],
    });
    assert_eq!(serde_json::to_value(&built).expect("JSON"), sent);
}
