// @generated from features.yaml

//! Stands in for a server of Features, for tests of what calls it.
//!
//! `MockServerExt` gives a [`MockServer`](httpmock::MockServer) a method for each operation.
//! Expectations and answers keep to the contract; `into_inner()` leads out of it.
#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]

use super::types as types;
/// The version that these mocks are made with.
pub use httpmock;

/// Mocks of operations, on a [`MockServer`](httpmock::MockServer). They work like those
/// that [`mock`](httpmock::MockServer::mock) makes.
pub trait MockServerExt {
    /// Mocks `filter_things`: `GET /filtered`.
    fn filter_things(
        &self,
        mock: impl FnOnce(operations::FilterThingsWhen, operations::FilterThingsThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `send_form`: `POST /form`.
    fn send_form(
        &self,
        mock: impl FnOnce(operations::SendFormWhen, operations::SendFormThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_logo`: `GET /logos/{name}`.
    fn get_logo(
        &self,
        mock: impl FnOnce(operations::GetLogoWhen, operations::GetLogoThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `put_note`: `PUT /note`.
    fn put_note(
        &self,
        mock: impl FnOnce(operations::PutNoteWhen, operations::PutNoteThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `send_note`: `POST /notes/form`.
    fn send_note(
        &self,
        mock: impl FnOnce(operations::SendNoteWhen, operations::SendNoteThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `import_notes`: `POST /notes/import`.
    fn import_notes(
        &self,
        mock: impl FnOnce(operations::ImportNotesWhen, operations::ImportNotesThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_my_note`: `GET /notes/mine`.
    fn get_my_note(
        &self,
        mock: impl FnOnce(operations::GetMyNoteWhen, operations::GetMyNoteThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_my_tags`: `GET /notes/mine/tags`.
    fn get_my_tags(
        &self,
        mock: impl FnOnce(operations::GetMyTagsWhen, operations::GetMyTagsThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_note`: `GET /notes/{id}`.
    fn get_note(
        &self,
        mock: impl FnOnce(operations::GetNoteWhen, operations::GetNoteThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `delete_note`: `DELETE /notes/{id}`.
    fn delete_note(
        &self,
        mock: impl FnOnce(operations::DeleteNoteWhen, operations::DeleteNoteThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_last_line`: `GET /notes/{note}/lines/last`.
    fn get_last_line(
        &self,
        mock: impl FnOnce(operations::GetLastLineWhen, operations::GetLastLineThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_line`: `GET /notes/{note}/lines/{line}`.
    fn get_line(
        &self,
        mock: impl FnOnce(operations::GetLineWhen, operations::GetLineThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `send_parts`: `POST /parts`.
    fn send_parts(
        &self,
        mock: impl FnOnce(operations::SendPartsWhen, operations::SendPartsThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_raw`: `GET /raw`.
    fn get_raw(
        &self,
        mock: impl FnOnce(operations::GetRawWhen, operations::GetRawThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `search`: `GET /search`.
    fn search(
        &self,
        mock: impl FnOnce(operations::SearchWhen, operations::SearchThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `open_socket`: `GET /socket/{name}`.
    fn open_socket(
        &self,
        mock: impl FnOnce(operations::OpenSocketWhen, operations::OpenSocketThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_style`: `GET /style.css`.
    fn get_style(
        &self,
        mock: impl FnOnce(operations::GetStyleWhen, operations::GetStyleThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `list_things`: `GET /things`.
    fn list_things(
        &self,
        mock: impl FnOnce(operations::ListThingsWhen, operations::ListThingsThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `create_thing`: `POST /things`.
    fn create_thing(
        &self,
        mock: impl FnOnce(operations::CreateThingWhen, operations::CreateThingThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `upload`: `PUT /upload`.
    fn upload(
        &self,
        mock: impl FnOnce(operations::UploadWhen, operations::UploadThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `echo_values`: `POST /values`.
    fn echo_values(
        &self,
        mock: impl FnOnce(operations::EchoValuesWhen, operations::EchoValuesThen),
    ) -> httpmock::Mock<'_>;
}

impl MockServerExt for httpmock::MockServer {
    fn filter_things(
        &self,
        mock: impl FnOnce(operations::FilterThingsWhen, operations::FilterThingsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::FilterThingsWhen::new(when),
                operations::FilterThingsThen::new(then),
            );
        })
    }

    fn send_form(
        &self,
        mock: impl FnOnce(operations::SendFormWhen, operations::SendFormThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::SendFormWhen::new(when),
                operations::SendFormThen::new(then),
            );
        })
    }

    fn get_logo(
        &self,
        mock: impl FnOnce(operations::GetLogoWhen, operations::GetLogoThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(operations::GetLogoWhen::new(when), operations::GetLogoThen::new(then));
        })
    }

    fn put_note(
        &self,
        mock: impl FnOnce(operations::PutNoteWhen, operations::PutNoteThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(operations::PutNoteWhen::new(when), operations::PutNoteThen::new(then));
        })
    }

    fn send_note(
        &self,
        mock: impl FnOnce(operations::SendNoteWhen, operations::SendNoteThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::SendNoteWhen::new(when),
                operations::SendNoteThen::new(then),
            );
        })
    }

    fn import_notes(
        &self,
        mock: impl FnOnce(operations::ImportNotesWhen, operations::ImportNotesThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ImportNotesWhen::new(when),
                operations::ImportNotesThen::new(then),
            );
        })
    }

    fn get_my_note(
        &self,
        mock: impl FnOnce(operations::GetMyNoteWhen, operations::GetMyNoteThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::GetMyNoteWhen::new(when),
                operations::GetMyNoteThen::new(then),
            );
        })
    }

    fn get_my_tags(
        &self,
        mock: impl FnOnce(operations::GetMyTagsWhen, operations::GetMyTagsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::GetMyTagsWhen::new(when),
                operations::GetMyTagsThen::new(then),
            );
        })
    }

    fn get_note(
        &self,
        mock: impl FnOnce(operations::GetNoteWhen, operations::GetNoteThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(operations::GetNoteWhen::new(when), operations::GetNoteThen::new(then));
        })
    }

    fn delete_note(
        &self,
        mock: impl FnOnce(operations::DeleteNoteWhen, operations::DeleteNoteThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::DeleteNoteWhen::new(when),
                operations::DeleteNoteThen::new(then),
            );
        })
    }

    fn get_last_line(
        &self,
        mock: impl FnOnce(operations::GetLastLineWhen, operations::GetLastLineThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::GetLastLineWhen::new(when),
                operations::GetLastLineThen::new(then),
            );
        })
    }

    fn get_line(
        &self,
        mock: impl FnOnce(operations::GetLineWhen, operations::GetLineThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(operations::GetLineWhen::new(when), operations::GetLineThen::new(then));
        })
    }

    fn send_parts(
        &self,
        mock: impl FnOnce(operations::SendPartsWhen, operations::SendPartsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::SendPartsWhen::new(when),
                operations::SendPartsThen::new(then),
            );
        })
    }

    fn get_raw(
        &self,
        mock: impl FnOnce(operations::GetRawWhen, operations::GetRawThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(operations::GetRawWhen::new(when), operations::GetRawThen::new(then));
        })
    }

    fn search(
        &self,
        mock: impl FnOnce(operations::SearchWhen, operations::SearchThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(operations::SearchWhen::new(when), operations::SearchThen::new(then));
        })
    }

    fn open_socket(
        &self,
        mock: impl FnOnce(operations::OpenSocketWhen, operations::OpenSocketThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::OpenSocketWhen::new(when),
                operations::OpenSocketThen::new(then),
            );
        })
    }

    fn get_style(
        &self,
        mock: impl FnOnce(operations::GetStyleWhen, operations::GetStyleThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::GetStyleWhen::new(when),
                operations::GetStyleThen::new(then),
            );
        })
    }

    fn list_things(
        &self,
        mock: impl FnOnce(operations::ListThingsWhen, operations::ListThingsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ListThingsWhen::new(when),
                operations::ListThingsThen::new(then),
            );
        })
    }

    fn create_thing(
        &self,
        mock: impl FnOnce(operations::CreateThingWhen, operations::CreateThingThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::CreateThingWhen::new(when),
                operations::CreateThingThen::new(then),
            );
        })
    }

    fn upload(
        &self,
        mock: impl FnOnce(operations::UploadWhen, operations::UploadThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(operations::UploadWhen::new(when), operations::UploadThen::new(then));
        })
    }

    fn echo_values(
        &self,
        mock: impl FnOnce(operations::EchoValuesWhen, operations::EchoValuesThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::EchoValuesWhen::new(when),
                operations::EchoValuesThen::new(then),
            );
        })
    }
}

/// For each operation, the requests that a mock expects, and what it answers.
pub mod operations {
    use super::types;

    /// The requests of `filter_things` that a mock expects: any at first.
    pub struct FilterThingsWhen(httpmock::When);

    impl FilterThingsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/filtered"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `created_at[gt]`, or for `None`, those without.
        ///
        /// Later than this.
        pub fn created_at_gt<'a>(
            self,
            value: impl Into<Option<&'a chrono::DateTime<chrono::Utc>>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("created_at[gt]"));
            };
            Self(
                self
                    .0
                    .query_param(
                        "created_at[gt]",
                        query_text(serde_json::to_value(value)),
                    ),
            )
        }

        /// Only those with all these `created_at[in]`.
        pub fn created_at_in(self, values: &[chrono::DateTime<chrono::Utc>]) -> Self {
            let each = values.iter().map(serde_json::to_value);
            Self(
                each
                    .fold(
                        self.0,
                        |when, value| {
                            when.query_param("created_at[in]", query_text(value))
                        },
                    ),
            )
        }

        /// Only those with this `created_at[lte]`, or for `None`, those without.
        pub fn created_at_lte<'a>(
            self,
            value: impl Into<Option<&'a chrono::DateTime<chrono::Utc>>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("created_at[lte]"));
            };
            Self(
                self
                    .0
                    .query_param(
                        "created_at[lte]",
                        query_text(serde_json::to_value(value)),
                    ),
            )
        }

        /// Only those with all these `maker.name[in]`.
        pub fn maker_name_in(self, values: &[types::Name]) -> Self {
            let each = values.iter().map(serde_json::to_value);
            Self(
                each
                    .fold(
                        self.0,
                        |when, value| {
                            when.query_param("maker.name[in]", query_text(value))
                        },
                    ),
            )
        }

        /// Only those with this `maker.name[size]`, or for `None`, those without.
        pub fn maker_name_size(self, value: impl Into<Option<i32>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("maker.name[size]"));
            };
            Self(
                self
                    .0
                    .query_param(
                        "maker.name[size]",
                        query_text(serde_json::to_value(value)),
                    ),
            )
        }
    }

    /// The response of a mock to `filter_things`.
    pub struct FilterThingsThen(httpmock::Then);

    impl FilterThingsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The operation, and the values of its variables.
        pub fn ok(self, value: &types::Place) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `send_form` that a mock expects: any at first.
    pub struct SendFormWhen(httpmock::When);

    impl SendFormWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/form"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `send_form`.
    pub struct SendFormThen(httpmock::Then);

    impl SendFormThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 303: Elsewhere.
        pub fn see_other(self) -> Self {
            Self(self.0.status(303))
        }
    }

    /// The requests of `get_logo` that a mock expects: any at first.
    pub struct GetLogoWhen(httpmock::When);

    impl GetLogoWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path_matches("^/logos/[^/]*$"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `name`.
        pub fn name(self, value: &str) -> Self {
            Self(
                self
                    .0
                    .path_matches(format!("^/logos/{}$", path_text(& value.to_string()))),
            )
        }

        /// Only those with all these `sizes`.
        pub fn sizes(self, values: &std::collections::HashMap<String, i64>) -> Self {
            let each = values
                .iter()
                .map(|(name, value)| (name, serde_json::to_value(value)));
            Self(
                each
                    .fold(
                        self.0,
                        |when, (name, value)| {
                            when.query_param(name, query_text(value))
                        },
                    ),
            )
        }
    }

    /// The response of a mock to `get_logo`.
    pub struct GetLogoThen(httpmock::Then);

    impl GetLogoThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: A picture.
        pub fn ok(self, media_type: &str, value: impl AsRef<[u8]>) -> Self {
            Self(self.0.status(200).header("content-type", media_type).body(value))
        }

        /// 404: None of that name.
        pub fn not_found(self, value: impl AsRef<[u8]>) -> Self {
            Self(self.0.status(404).header("content-type", "text/plain").body(value))
        }
    }

    /// The requests of `put_note` that a mock expects: any at first.
    pub struct PutNoteWhen(httpmock::When);

    impl PutNoteWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::PUT).path("/note"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: impl Into<String>) -> Self {
            Self(self.0.body(value))
        }
    }

    /// The response of a mock to `put_note`.
    pub struct PutNoteThen(httpmock::Then);

    impl PutNoteThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: Its length.
        pub fn ok(self, value: &types::PutNoteResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `send_note` that a mock expects: any at first.
    pub struct SendNoteWhen(httpmock::When);

    impl SendNoteWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/notes/form"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `send_note`.
    pub struct SendNoteThen(httpmock::Then);

    impl SendNoteThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The operation, and the values of its variables.
        pub fn ok(self, value: &types::Place) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `import_notes` that a mock expects: any at first.
    pub struct ImportNotesWhen(httpmock::When);

    impl ImportNotesWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/notes/import"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::Form) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `import_notes`.
    pub struct ImportNotesThen(httpmock::Then);

    impl ImportNotesThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The operation, and the values of its variables.
        pub fn ok(self, value: &types::Place) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `get_my_note` that a mock expects: any at first.
    pub struct GetMyNoteWhen(httpmock::When);

    impl GetMyNoteWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/notes/mine"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `size`, or for `None`, those without.
        pub fn size(self, value: impl Into<Option<i64>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("size"));
            };
            Self(self.0.query_param("size", query_text(serde_json::to_value(value))))
        }
    }

    /// The response of a mock to `get_my_note`.
    pub struct GetMyNoteThen(httpmock::Then);

    impl GetMyNoteThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The operation, and the values of its variables.
        pub fn ok(self, value: &types::Place) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `get_my_tags` that a mock expects: any at first.
    pub struct GetMyTagsWhen(httpmock::When);

    impl GetMyTagsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/notes/mine/tags"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `get_my_tags`.
    pub struct GetMyTagsThen(httpmock::Then);

    impl GetMyTagsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The operation, and the values of its variables.
        pub fn ok(self, value: &types::Place) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `get_note` that a mock expects: any at first.
    pub struct GetNoteWhen(httpmock::When);

    impl GetNoteWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::GET)
                    .path_matches("^/notes/[^/]*$")
                    .path_not("/notes/form")
                    .path_not("/notes/import")
                    .path_not("/notes/mine"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        pub fn id(self, value: &str) -> Self {
            Self(
                self
                    .0
                    .path_matches(format!("^/notes/{}$", path_text(& value.to_string()))),
            )
        }
    }

    /// The response of a mock to `get_note`.
    pub struct GetNoteThen(httpmock::Then);

    impl GetNoteThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The operation, and the values of its variables.
        pub fn ok(self, value: &types::Place) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400 to 499: Bad.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Bad.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `delete_note` that a mock expects: any at first.
    pub struct DeleteNoteWhen(httpmock::When);

    impl DeleteNoteWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::DELETE)
                    .path_matches("^/notes/[^/]*$")
                    .path_not("/notes/form")
                    .path_not("/notes/import")
                    .path_not("/notes/mine"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        pub fn id(self, value: &str) -> Self {
            Self(
                self
                    .0
                    .path_matches(format!("^/notes/{}$", path_text(& value.to_string()))),
            )
        }
    }

    /// The response of a mock to `delete_note`.
    pub struct DeleteNoteThen(httpmock::Then);

    impl DeleteNoteThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 204: Gone.
        pub fn no_content(self) -> Self {
            Self(self.0.status(204))
        }
    }

    /// The requests of `get_last_line` that a mock expects: any at first.
    pub struct GetLastLineWhen(httpmock::When);

    impl GetLastLineWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::GET)
                    .path_matches("^/notes/[^/]*/lines/last$"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `note`.
        pub fn note(self, value: &str) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/notes/{}/lines/last$", path_text(& value.to_string())),
                    ),
            )
        }
    }

    /// The response of a mock to `get_last_line`.
    pub struct GetLastLineThen(httpmock::Then);

    impl GetLastLineThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The operation, and the values of its variables.
        pub fn ok(self, value: &types::Place) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `get_line` that a mock expects: any at first.
    pub struct GetLineWhen(httpmock::When);

    impl GetLineWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::GET)
                    .path_matches("^/notes/[^/]*/lines/[^/]*$"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `line`.
        pub fn line(self, value: u8) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!(
                            "^/notes/[^/]*/lines/{}$", path_text(& value.to_string())
                        ),
                    ),
            )
        }

        /// Only those with this `note`.
        pub fn note(self, value: &str) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!(
                            "^/notes/{}/lines/[^/]*$", path_text(& value.to_string())
                        ),
                    ),
            )
        }
    }

    /// The response of a mock to `get_line`.
    pub struct GetLineThen(httpmock::Then);

    impl GetLineThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The operation, and the values of its variables.
        pub fn ok(self, value: &types::Place) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `send_parts` that a mock expects: any at first.
    pub struct SendPartsWhen(httpmock::When);

    impl SendPartsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/parts"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `send_parts`.
    pub struct SendPartsThen(httpmock::Then);

    impl SendPartsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 204: Taken.
        pub fn no_content(self) -> Self {
            Self(self.0.status(204))
        }
    }

    /// The requests of `get_raw` that a mock expects: any at first.
    pub struct GetRawWhen(httpmock::When);

    impl GetRawWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/raw"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `get_raw`.
    pub struct GetRawThen(httpmock::Then);

    impl GetRawThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// Any status: Anything.
        pub fn any_status(self, status: u16, value: impl AsRef<[u8]>) -> Self {
            Self(self.0.status(status).body(value))
        }
    }

    /// The requests of `search` that a mock expects: any at first.
    pub struct SearchWhen(httpmock::When);

    impl SearchWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/search"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with all these `id`.
        pub fn id(self, values: &[u16]) -> Self {
            let each = values.iter().map(serde_json::to_value);
            Self(
                each
                    .fold(
                        self.0,
                        |when, value| when.query_param("id", query_text(value)),
                    ),
            )
        }

        /// Only those with this `one-or-more`, or for `None`, those without.
        pub fn one_or_more<'a>(
            self,
            value: impl Into<Option<&'a types::SearchOneOrMore>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("one-or-more"));
            };
            Self(
                self
                    .0
                    .query_param("one-or-more", query_text(serde_json::to_value(value))),
            )
        }

        /// Only those with this `order`, or for `None`, those without.
        pub fn order<'a>(
            self,
            value: impl Into<Option<&'a types::SearchOrder>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("order"));
            };
            Self(self.0.query_param("order", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `X-Rank`, or for `None`, those without.
        pub fn x_rank<'a>(
            self,
            value: impl Into<Option<&'a types::SearchXRank>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.header_missing("X-Rank"));
            };
            Self(self.0.header("X-Rank", value.to_string()))
        }
    }

    /// The response of a mock to `search`.
    pub struct SearchThen(httpmock::Then);

    impl SearchThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What was found.
        pub fn ok(self, value: &types::ThingList) -> Self {
            Self(
                self
                    .0
                    .status(200)
                    .header("content-type", "application/vnd.things+json")
                    .json_body_obj(value),
            )
        }
    }

    /// The requests of `open_socket` that a mock expects: any at first.
    pub struct OpenSocketWhen(httpmock::When);

    impl OpenSocketWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path_matches("^/socket/[^/]*$"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `name`.
        pub fn name(self, value: &types::Name) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/socket/{}$", path_text(& value.to_string())),
                    ),
            )
        }
    }

    /// The response of a mock to `open_socket`.
    pub struct OpenSocketThen(httpmock::Then);

    impl OpenSocketThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 400 to 499: Bad.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Bad.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `get_style` that a mock expects: any at first.
    pub struct GetStyleWhen(httpmock::When);

    impl GetStyleWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/style.css"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `get_style`.
    pub struct GetStyleThen(httpmock::Then);

    impl GetStyleThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The style.
        pub fn ok(self, value: impl AsRef<[u8]>) -> Self {
            Self(self.0.status(200).header("content-type", "text/css").body(value))
        }
    }

    /// The requests of `list_things` that a mock expects: any at first.
    pub struct ListThingsWhen(httpmock::When);

    impl ListThingsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/things"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `colour`, or for `None`, those without.
        pub fn colour<'a>(self, value: impl Into<Option<&'a types::Colour>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("colour"));
            };
            Self(self.0.query_param("colour", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `limit`, or for `None`, those without.
        pub fn limit<'a>(
            self,
            value: impl Into<Option<&'a std::num::NonZeroU32>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("limit"));
            };
            Self(self.0.query_param("limit", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `page_token`, or for `None`, those without.
        pub fn page_token<'a>(self, value: impl Into<Option<&'a str>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("page_token"));
            };
            Self(
                self.0.query_param("page_token", query_text(serde_json::to_value(value))),
            )
        }
    }

    /// The response of a mock to `list_things`.
    pub struct ListThingsThen(httpmock::Then);

    impl ListThingsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: A page.
        pub fn ok(self, value: &types::ThingResultsPage) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400 to 499: Bad.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Bad.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `create_thing` that a mock expects: any at first.
    pub struct CreateThingWhen(httpmock::When);

    impl CreateThingWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/things"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::Thing) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `create_thing`.
    pub struct CreateThingThen(httpmock::Then);

    impl CreateThingThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 201: Made.
        pub fn created(self, value: &types::Thing) -> Self {
            Self(json(self.0, 201).json_body_obj(value))
        }

        /// 202: Will be made.
        pub fn accepted(self) -> Self {
            Self(self.0.status(202))
        }

        /// 304: Is there.
        pub fn not_modified(self) -> Self {
            Self(self.0.status(304))
        }

        /// 409: Another one is there.
        pub fn conflict(self, value: &types::Thing) -> Self {
            Self(json(self.0, 409).json_body_obj(value))
        }

        /// 422: No thing.
        pub fn unprocessable_entity(self, value: &types::CreateThingError) -> Self {
            Self(json(self.0, 422).json_body_obj(value))
        }

        /// 423: Not now.
        pub fn locked(self) -> Self {
            Self(self.0.status(423))
        }

        /// 400 to 599: Not made.
        pub fn error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const {
                assert!(STATUS / 100 >= 4 && STATUS / 100 <= 5, "a error is 400 to 599")
            };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `upload` that a mock expects: any at first.
    pub struct UploadWhen(httpmock::When);

    impl UploadWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::PUT).path("/upload"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `upload`.
    pub struct UploadThen(httpmock::Then);

    impl UploadThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The bytes again.
        pub fn ok(self, value: impl AsRef<[u8]>) -> Self {
            Self(self.0.status(200).header("content-type", "image/png").body(value))
        }
    }

    /// The requests of `echo_values` that a mock expects: any at first.
    pub struct EchoValuesWhen(httpmock::When);

    impl EchoValuesWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/values"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::Values) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `echo_values`.
    pub struct EchoValuesThen(httpmock::Then);

    impl EchoValuesThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The same.
        pub fn ok(self, value: &types::Values) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    fn json(inner: httpmock::Then, status: u16) -> httpmock::Then {
        inner.status(status).header("content-type", "application/json")
    }

    /// Returns a regular expression that matches only this value, as it is sent in a path.
    fn path_text(value: &str) -> String {
        progenitor_client::encode_path(value)
            .chars()
            .flat_map(|c| {
                c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])
            })
            .collect()
    }

    /// Returns a value as it is sent in a query.
    fn query_text(value: serde_json::Result<serde_json::Value>) -> String {
        match value {
            Ok(serde_json::Value::String(text)) => text,
            Ok(value) => value.to_string(),
            Err(error) => panic!("a parameter cannot be sent: {error}"),
        }
    }
}
