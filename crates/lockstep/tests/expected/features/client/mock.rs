// @generated from features.yaml

//! Stands in for a server of Features, for tests of what calls it.
//!
//! `MockServerExt` gives a [`MockServer`](httpmock::MockServer) a method for each operation. What is expected and answered
//! keeps to the contract; `into_inner()` leads out of it.

use super::types as types;
/// The version that these mocks are made with.
pub use httpmock;

/// Mocks of operations, on a [`MockServer`](httpmock::MockServer). They work like those
/// that [`mock`](httpmock::MockServer::mock) makes.
pub trait MockServerExt {
    /// Mocks `send_form`: `POST /form`.
    fn send_form(
        &self,
        mock: impl FnOnce(operations::SendFormWhen, operations::SendFormThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `put_note`: `PUT /note`.
    fn put_note(
        &self,
        mock: impl FnOnce(operations::PutNoteWhen, operations::PutNoteThen),
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

    fn put_note(
        &self,
        mock: impl FnOnce(operations::PutNoteWhen, operations::PutNoteThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(operations::PutNoteWhen::new(when), operations::PutNoteThen::new(then));
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

    /// What a mock answers to `send_form`.
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

    /// What a mock answers to `put_note`.
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

    /// What a mock answers to `send_parts`.
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

    /// What a mock answers to `get_raw`.
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
            value: impl Into<Option<&'a types::OneOrMore>>,
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
        pub fn order<'a>(self, value: impl Into<Option<&'a types::Order>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("order"));
            };
            Self(self.0.query_param("order", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `X-Rank`, or for `None`, those without.
        pub fn x_rank<'a>(self, value: impl Into<Option<&'a types::XRank>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.header_missing("X-Rank"));
            };
            Self(self.0.header("X-Rank", value.to_string()))
        }
    }

    /// What a mock answers to `search`.
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

    /// What a mock answers to `open_socket`.
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

    /// What a mock answers to `list_things`.
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

    /// What a mock answers to `create_thing`.
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

    /// What a mock answers to `upload`.
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

    /// What a mock answers to `echo_values`.
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
