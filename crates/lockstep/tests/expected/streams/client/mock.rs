// @generated from streams.yaml

//! Stands in for a server of Streams, for tests of what calls it.
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
    /// Mocks `get_either`: `GET /either`.
    fn get_either(
        &self,
        mock: impl FnOnce(operations::GetEitherWhen, operations::GetEitherThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_events`: `GET /events`.
    fn get_events(
        &self,
        mock: impl FnOnce(operations::GetEventsWhen, operations::GetEventsThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_lines`: `GET /lines`.
    fn get_lines(
        &self,
        mock: impl FnOnce(operations::GetLinesWhen, operations::GetLinesThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_names`: `GET /names`.
    fn get_names(
        &self,
        mock: impl FnOnce(operations::GetNamesWhen, operations::GetNamesThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_opaque`: `GET /opaque`.
    fn get_opaque(
        &self,
        mock: impl FnOnce(operations::GetOpaqueWhen, operations::GetOpaqueThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_texts`: `GET /texts`.
    fn get_texts(
        &self,
        mock: impl FnOnce(operations::GetTextsWhen, operations::GetTextsThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_values`: `GET /values`.
    fn get_values(
        &self,
        mock: impl FnOnce(operations::GetValuesWhen, operations::GetValuesThen),
    ) -> httpmock::Mock<'_>;
}

impl MockServerExt for httpmock::MockServer {
    fn get_either(
        &self,
        mock: impl FnOnce(operations::GetEitherWhen, operations::GetEitherThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::GetEitherWhen::new(when),
                operations::GetEitherThen::new(then),
            );
        })
    }

    fn get_events(
        &self,
        mock: impl FnOnce(operations::GetEventsWhen, operations::GetEventsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::GetEventsWhen::new(when),
                operations::GetEventsThen::new(then),
            );
        })
    }

    fn get_lines(
        &self,
        mock: impl FnOnce(operations::GetLinesWhen, operations::GetLinesThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::GetLinesWhen::new(when),
                operations::GetLinesThen::new(then),
            );
        })
    }

    fn get_names(
        &self,
        mock: impl FnOnce(operations::GetNamesWhen, operations::GetNamesThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::GetNamesWhen::new(when),
                operations::GetNamesThen::new(then),
            );
        })
    }

    fn get_opaque(
        &self,
        mock: impl FnOnce(operations::GetOpaqueWhen, operations::GetOpaqueThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::GetOpaqueWhen::new(when),
                operations::GetOpaqueThen::new(then),
            );
        })
    }

    fn get_texts(
        &self,
        mock: impl FnOnce(operations::GetTextsWhen, operations::GetTextsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::GetTextsWhen::new(when),
                operations::GetTextsThen::new(then),
            );
        })
    }

    fn get_values(
        &self,
        mock: impl FnOnce(operations::GetValuesWhen, operations::GetValuesThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::GetValuesWhen::new(when),
                operations::GetValuesThen::new(then),
            );
        })
    }
}

/// For each operation, the requests that a mock expects, and what it answers.
pub mod operations {
    use super::types;

    /// The requests of `get_either` that a mock expects: any at first.
    pub struct GetEitherWhen(httpmock::When);

    impl GetEitherWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/either"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `get_either`.
    pub struct GetEitherThen(httpmock::Then);

    impl GetEitherThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: All at once, or as they come.
        pub fn ok_application_json(self, value: &types::Changes) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 200: All at once, or as they come.
        pub fn ok_text_csv(self, value: impl AsRef<[u8]>) -> Self {
            Self(self.0.status(200).header("content-type", "text/csv").body(value))
        }

        /// 200: All at once, or as they come.
        pub fn ok_text_event_stream(
            self,
            items: impl IntoIterator<
                Item = lockstep_runtime::stream::Event<types::Change>,
            >,
        ) -> Self {
            let items = lockstep_runtime::stream::to_vec::<
                lockstep_runtime::stream::JsonEvents<types::Change>,
            >(items);
            let items = items.unwrap_or_else(|error| panic!("{error}"));
            Self(
                self
                    .0
                    .status(200)
                    .header("content-type", "text/event-stream")
                    .body(items),
            )
        }
    }

    /// The requests of `get_events` that a mock expects: any at first.
    pub struct GetEventsWhen(httpmock::When);

    impl GetEventsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/events"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `case`.
        pub fn case(self, value: &str) -> Self {
            Self(self.0.query_param("case", query_text(serde_json::to_value(value))))
        }
    }

    /// The response of a mock to `get_events`.
    pub struct GetEventsThen(httpmock::Then);

    impl GetEventsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The changes, as they happen.
        pub fn ok(
            self,
            items: impl IntoIterator<
                Item = lockstep_runtime::stream::Event<types::Change>,
            >,
        ) -> Self {
            let items = lockstep_runtime::stream::to_vec::<
                lockstep_runtime::stream::JsonEvents<types::Change>,
            >(items);
            let items = items.unwrap_or_else(|error| panic!("{error}"));
            Self(
                self
                    .0
                    .status(200)
                    .header("content-type", "text/event-stream")
                    .body(items),
            )
        }

        /// 400 to 499: No events.
        pub fn client_error<const STATUS: u16>(self, value: &types::Problem) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `get_lines` that a mock expects: any at first.
    pub struct GetLinesWhen(httpmock::When);

    impl GetLinesWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/lines"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `get_lines`.
    pub struct GetLinesThen(httpmock::Then);

    impl GetLinesThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The changes.
        pub fn ok(self, items: impl IntoIterator<Item = types::Change>) -> Self {
            let items = lockstep_runtime::stream::to_vec::<
                lockstep_runtime::stream::JsonLines<types::Change>,
            >(items);
            let items = items.unwrap_or_else(|error| panic!("{error}"));
            Self(
                self
                    .0
                    .status(200)
                    .header("content-type", "application/x-ndjson")
                    .body(items),
            )
        }
    }

    /// The requests of `get_names` that a mock expects: any at first.
    pub struct GetNamesWhen(httpmock::When);

    impl GetNamesWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/names"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `get_names`.
    pub struct GetNamesThen(httpmock::Then);

    impl GetNamesThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// Any status: Names.
        pub fn success(self, status: u16, value: impl AsRef<[u8]>) -> Self {
            Self(self.0.status(status).body(value))
        }
    }

    /// The requests of `get_opaque` that a mock expects: any at first.
    pub struct GetOpaqueWhen(httpmock::When);

    impl GetOpaqueWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/opaque"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `get_opaque`.
    pub struct GetOpaqueThen(httpmock::Then);

    impl GetOpaqueThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: Bytes.
        pub fn ok(self, value: impl AsRef<[u8]>) -> Self {
            Self(
                self
                    .0
                    .status(200)
                    .header("content-type", "application/x-ndjson")
                    .body(value),
            )
        }

        /// 400 to 499: Also bytes.
        pub fn client_error<const STATUS: u16>(self, value: impl AsRef<[u8]>) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(
                self
                    .0
                    .status(STATUS)
                    .header("content-type", "text/event-stream")
                    .body(value),
            )
        }
    }

    /// The requests of `get_texts` that a mock expects: any at first.
    pub struct GetTextsWhen(httpmock::When);

    impl GetTextsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/texts"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `get_texts`.
    pub struct GetTextsThen(httpmock::Then);

    impl GetTextsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: Texts.
        pub fn ok(
            self,
            items: impl IntoIterator<Item = lockstep_runtime::stream::Event<String>>,
        ) -> Self {
            let items = lockstep_runtime::stream::to_vec::<
                lockstep_runtime::stream::TextEvents<String>,
            >(items);
            let items = items.unwrap_or_else(|error| panic!("{error}"));
            Self(
                self
                    .0
                    .status(200)
                    .header("content-type", "text/event-stream")
                    .body(items),
            )
        }
    }

    /// The requests of `get_values` that a mock expects: any at first.
    pub struct GetValuesWhen(httpmock::When);

    impl GetValuesWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/values"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `get_values`.
    pub struct GetValuesThen(httpmock::Then);

    impl GetValuesThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: Any JSON.
        pub fn ok(
            self,
            items: impl IntoIterator<Item = types::GetValuesResponseItem>,
        ) -> Self {
            let items = lockstep_runtime::stream::to_vec::<
                lockstep_runtime::stream::JsonLines<types::GetValuesResponseItem>,
            >(items);
            let items = items.unwrap_or_else(|error| panic!("{error}"));
            Self(
                self
                    .0
                    .status(200)
                    .header("content-type", "application/jsonl")
                    .body(items),
            )
        }

        /// 206: A sequence.
        pub fn partial_content(
            self,
            items: impl IntoIterator<Item = types::GetValuesResponse206Item>,
        ) -> Self {
            let items = lockstep_runtime::stream::to_vec::<
                lockstep_runtime::stream::JsonSequence<types::GetValuesResponse206Item>,
            >(items);
            let items = items.unwrap_or_else(|error| panic!("{error}"));
            Self(
                self
                    .0
                    .status(206)
                    .header("content-type", "application/json-seq")
                    .body(items),
            )
        }
    }

    fn json(inner: httpmock::Then, status: u16) -> httpmock::Then {
        inner.status(status).header("content-type", "application/json")
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
