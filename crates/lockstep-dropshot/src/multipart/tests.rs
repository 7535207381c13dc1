use futures::FutureExt as _;
use lockstep_runtime::multipart::{FilePart, OtherParts, PartFormat, PartKind};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use super::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Form {
    texts: Vec<String>,
    number: f64,
    values: Vec<serde_json::Value>,
    file: FilePart,
}

const fn part(name: &'static str, kind: PartKind, is_list: bool) -> PartFormat {
    PartFormat { name, kind, is_list, content_types: &[] }
}

impl FormParts for Form {
    const PARTS: &'static [PartFormat] = &[
        part("texts", PartKind::Text, true),
        part("number", PartKind::Scalar, false),
        part("values", PartKind::Json, true),
        part("file", PartKind::File { min: 0, max: usize::MAX }, false),
    ];
    const OTHERS: OtherParts = OtherParts::Refused;
}

fn read_back(content_type: &str, body: Vec<u8>) -> Result<Form, String> {
    let boundary = multer::parse_boundary(content_type).map_err(|error| error.to_string())?;
    let parts = parts(body.into(), boundary).now_or_never().expect("all bytes are there");
    multipart::read(parts.map_err(|error| error.to_string())?).map_err(|error| error.to_string())
}

proptest! {
    #[test]
    fn form_is_read_as_it_was_written(
        texts in prop::collection::vec(any::<String>(), 1..4),
        number in any::<i32>(),
        values in prop::collection::vec(any::<String>(), 1..4),
        content in any::<Vec<u8>>(),
        file_name in prop::option::of("[^\"\r\n\\\\\0-\x1f\x7f]{1,20}"),
        content_type in prop::option::of("[a-z]{1,8}/[a-z0-9.+-]{1,8}"),
    ) {
        let values = values.into_iter().map(|it| serde_json::json!({ "a": it })).collect();
        let file = FilePart { content: content.into(), file_name, content_type };
        let form = Form { texts, number: f64::from(number), values, file };
        let (content_type, body) = multipart::write(&form).expect("can be sent");
        let mut expected = form;
        expected.file.content_type.get_or_insert("application/octet-stream".to_owned());
        prop_assert_eq!(read_back(&content_type, body), Ok(expected));
    }

    #[test]
    fn form_is_refused_when_it_is_cut_off(text in any::<String>(), at in any::<prop::sample::Index>()) {
        let form = Form {
            texts: vec![text],
            number: 1.0,
            values: vec![serde_json::Value::Null],
            file: FilePart::new(vec![0; 9]),
        };
        let (content_type, mut body) = multipart::write(&form).expect("can be sent");
        // The line break after the last boundary is no part of the form.
        body.truncate(at.index(body.len() - 2));
        prop_assert!(read_back(&content_type, body).is_err());
    }
}
