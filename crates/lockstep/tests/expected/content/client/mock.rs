// @generated from content.yaml

//! Stands in for a server of Content, for tests of what calls it.
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
    /// Mocks `get_photo`: `GET /photo`.
    fn get_photo(
        &self,
        mock: impl FnOnce(operations::GetPhotoWhen, operations::GetPhotoThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `put_photo`: `PUT /photo`.
    fn put_photo(
        &self,
        mock: impl FnOnce(operations::PutPhotoWhen, operations::PutPhotoThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `describe_photo`: `POST /photo`.
    fn describe_photo(
        &self,
        mock: impl FnOnce(operations::DescribePhotoWhen, operations::DescribePhotoThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_picture`: `GET /picture`.
    fn get_picture(
        &self,
        mock: impl FnOnce(operations::GetPictureWhen, operations::GetPictureThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `put_picture`: `PUT /picture`.
    fn put_picture(
        &self,
        mock: impl FnOnce(operations::PutPictureWhen, operations::PutPictureThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_row`: `GET /row`.
    fn get_row(
        &self,
        mock: impl FnOnce(operations::GetRowWhen, operations::GetRowThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `add_row`: `POST /row`.
    fn add_row(
        &self,
        mock: impl FnOnce(operations::AddRowWhen, operations::AddRowThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_rows`: `GET /rows`.
    fn get_rows(
        &self,
        mock: impl FnOnce(operations::GetRowsWhen, operations::GetRowsThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `put_rows`: `PUT /rows`.
    fn put_rows(
        &self,
        mock: impl FnOnce(operations::PutRowsWhen, operations::PutRowsThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `drop_rows`: `DELETE /rows`.
    fn drop_rows(
        &self,
        mock: impl FnOnce(operations::DropRowsWhen, operations::DropRowsThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `ask_rows`: `OPTIONS /rows`.
    fn ask_rows(
        &self,
        mock: impl FnOnce(operations::AskRowsWhen, operations::AskRowsThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `head_rows`: `HEAD /rows`.
    fn head_rows(
        &self,
        mock: impl FnOnce(operations::HeadRowsWhen, operations::HeadRowsThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `patch_rows`: `PATCH /rows`.
    fn patch_rows(
        &self,
        mock: impl FnOnce(operations::PatchRowsWhen, operations::PatchRowsThen),
    ) -> httpmock::Mock<'_>;
}

impl MockServerExt for httpmock::MockServer {
    fn get_photo(
        &self,
        mock: impl FnOnce(operations::GetPhotoWhen, operations::GetPhotoThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::GetPhotoWhen::new(when),
                operations::GetPhotoThen::new(then),
            );
        })
    }

    fn put_photo(
        &self,
        mock: impl FnOnce(operations::PutPhotoWhen, operations::PutPhotoThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::PutPhotoWhen::new(when),
                operations::PutPhotoThen::new(then),
            );
        })
    }

    fn describe_photo(
        &self,
        mock: impl FnOnce(operations::DescribePhotoWhen, operations::DescribePhotoThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::DescribePhotoWhen::new(when),
                operations::DescribePhotoThen::new(then),
            );
        })
    }

    fn get_picture(
        &self,
        mock: impl FnOnce(operations::GetPictureWhen, operations::GetPictureThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::GetPictureWhen::new(when),
                operations::GetPictureThen::new(then),
            );
        })
    }

    fn put_picture(
        &self,
        mock: impl FnOnce(operations::PutPictureWhen, operations::PutPictureThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::PutPictureWhen::new(when),
                operations::PutPictureThen::new(then),
            );
        })
    }

    fn get_row(
        &self,
        mock: impl FnOnce(operations::GetRowWhen, operations::GetRowThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(operations::GetRowWhen::new(when), operations::GetRowThen::new(then));
        })
    }

    fn add_row(
        &self,
        mock: impl FnOnce(operations::AddRowWhen, operations::AddRowThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(operations::AddRowWhen::new(when), operations::AddRowThen::new(then));
        })
    }

    fn get_rows(
        &self,
        mock: impl FnOnce(operations::GetRowsWhen, operations::GetRowsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(operations::GetRowsWhen::new(when), operations::GetRowsThen::new(then));
        })
    }

    fn put_rows(
        &self,
        mock: impl FnOnce(operations::PutRowsWhen, operations::PutRowsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(operations::PutRowsWhen::new(when), operations::PutRowsThen::new(then));
        })
    }

    fn drop_rows(
        &self,
        mock: impl FnOnce(operations::DropRowsWhen, operations::DropRowsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::DropRowsWhen::new(when),
                operations::DropRowsThen::new(then),
            );
        })
    }

    fn ask_rows(
        &self,
        mock: impl FnOnce(operations::AskRowsWhen, operations::AskRowsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(operations::AskRowsWhen::new(when), operations::AskRowsThen::new(then));
        })
    }

    fn head_rows(
        &self,
        mock: impl FnOnce(operations::HeadRowsWhen, operations::HeadRowsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::HeadRowsWhen::new(when),
                operations::HeadRowsThen::new(then),
            );
        })
    }

    fn patch_rows(
        &self,
        mock: impl FnOnce(operations::PatchRowsWhen, operations::PatchRowsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::PatchRowsWhen::new(when),
                operations::PatchRowsThen::new(then),
            );
        })
    }
}

/// For each operation, the requests that a mock expects, and what it answers.
pub mod operations {
    use super::types;

    /// The requests of `get_photo` that a mock expects: any at first.
    pub struct GetPhotoWhen(httpmock::When);

    impl GetPhotoWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/photo"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `get_photo`.
    pub struct GetPhotoThen(httpmock::Then);

    impl GetPhotoThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What is known of it.
        pub fn ok_application_json(self, value: &types::Rows) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 200: What is known of it.
        pub fn ok_application_any_json(self, value: &types::Row) -> Self {
            Self(
                self
                    .0
                    .status(200)
                    .header("content-type", "application/x.any+json")
                    .json_body_obj(value),
            )
        }

        /// 202: What will be known of it.
        pub fn accepted(self, value: &types::Row) -> Self {
            Self(
                self
                    .0
                    .status(202)
                    .header("content-type", "application/x.any+json")
                    .json_body_obj(value),
            )
        }

        /// 400 to 499: Bad.
        pub fn client_error<const STATUS: u16>(self, value: &types::Problem) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(
                self
                    .0
                    .status(STATUS)
                    .header("content-type", "application/vnd.x.any+json")
                    .json_body_obj(value),
            )
        }
    }

    /// The requests of `put_photo` that a mock expects: any at first.
    pub struct PutPhotoWhen(httpmock::When);

    impl PutPhotoWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::PUT).path("/photo"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `put_photo`.
    pub struct PutPhotoThen(httpmock::Then);

    impl PutPhotoThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: Kept.
        pub fn ok(self, value: &types::Row) -> Self {
            Self(
                self
                    .0
                    .status(200)
                    .header("content-type", "application/x.any+json")
                    .json_body_obj(value),
            )
        }

        /// 400 to 499: Bad.
        pub fn client_error<const STATUS: u16>(self, value: &types::Problem) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(
                self
                    .0
                    .status(STATUS)
                    .header("content-type", "application/vnd.x.any+json")
                    .json_body_obj(value),
            )
        }
    }

    /// The requests of `describe_photo` that a mock expects: any at first.
    pub struct DescribePhotoWhen(httpmock::When);

    impl DescribePhotoWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/photo"))
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

    /// The response of a mock to `describe_photo`.
    pub struct DescribePhotoThen(httpmock::Then);

    impl DescribePhotoThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: Each word.
        pub fn ok(self, items: impl IntoIterator<Item = types::Row>) -> Self {
            let items = lockstep_runtime::stream::to_vec::<
                lockstep_runtime::stream::JsonSequence<types::Row>,
            >(items);
            let items = items.unwrap_or_else(|error| panic!("{error}"));
            Self(
                self
                    .0
                    .status(200)
                    .header("content-type", "application/x.any+json-seq")
                    .body(items),
            )
        }
    }

    /// The requests of `get_picture` that a mock expects: any at first.
    pub struct GetPictureWhen(httpmock::When);

    impl GetPictureWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/picture"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `get_picture`.
    pub struct GetPictureThen(httpmock::Then);

    impl GetPictureThen {
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

        /// 400 to 599: Bad.
        pub fn error<const STATUS: u16>(
            self,
            media_type: &str,
            value: impl AsRef<[u8]>,
        ) -> Self {
            const {
                assert!(STATUS / 100 >= 4 && STATUS / 100 <= 5, "a error is 400 to 599")
            };
            Self(self.0.status(STATUS).header("content-type", media_type).body(value))
        }
    }

    /// The requests of `put_picture` that a mock expects: any at first.
    pub struct PutPictureWhen(httpmock::When);

    impl PutPictureWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::PUT).path("/picture"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `put_picture`.
    pub struct PutPictureThen(httpmock::Then);

    impl PutPictureThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// Any status: Elsewhere.
        pub fn redirection(self, status: u16, value: impl AsRef<[u8]>) -> Self {
            Self(self.0.status(status).body(value))
        }
    }

    /// The requests of `get_row` that a mock expects: any at first.
    pub struct GetRowWhen(httpmock::When);

    impl GetRowWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/row"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `get_row`.
    pub struct GetRowThen(httpmock::Then);

    impl GetRowThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The row.
        pub fn ok(self, value: &types::Row) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 202: Any JSON.
        pub fn accepted(self, value: &types::GetRowResponse202) -> Self {
            Self(json(self.0, 202).json_body_obj(value))
        }

        /// 206: Later.
        pub fn partial_content(self, value: impl AsRef<[u8]>) -> Self {
            Self(self.0.status(206).header("content-type", "text/plain").body(value))
        }

        /// 400 to 499: None.
        pub fn client_error<const STATUS: u16>(self) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(self.0.status(STATUS))
        }
    }

    /// The requests of `add_row` that a mock expects: any at first.
    pub struct AddRowWhen(httpmock::When);

    impl AddRowWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/row"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `add_row`.
    pub struct AddRowThen(httpmock::Then);

    impl AddRowThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// Any status: The row, or why it was not added.
        pub fn any_status(self, status: u16, value: impl AsRef<[u8]>) -> Self {
            Self(self.0.status(status).body(value))
        }
    }

    /// The requests of `get_rows` that a mock expects: any at first.
    pub struct GetRowsWhen(httpmock::When);

    impl GetRowsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/rows"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `get_rows`.
    pub struct GetRowsThen(httpmock::Then);

    impl GetRowsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The rows, in the form that the caller prefers.
        pub fn ok_application_json(self, value: &types::Rows) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 200: The rows, in the form that the caller prefers.
        pub fn ok_text_csv(self, value: impl AsRef<[u8]>) -> Self {
            Self(self.0.status(200).header("content-type", "text/csv").body(value))
        }

        /// 200: The rows, in the form that the caller prefers.
        pub fn ok_image_any(self, media_type: &str, value: impl AsRef<[u8]>) -> Self {
            Self(self.0.status(200).header("content-type", media_type).body(value))
        }

        /// 404: No rows.
        pub fn not_found(self, value: &types::Problem) -> Self {
            Self(
                self
                    .0
                    .status(404)
                    .header("content-type", "application/problem+json")
                    .json_body_obj(value),
            )
        }
    }

    /// The requests of `put_rows` that a mock expects: any at first.
    pub struct PutRowsWhen(httpmock::When);

    impl PutRowsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::PUT).path("/rows"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `put_rows`.
    pub struct PutRowsThen(httpmock::Then);

    impl PutRowsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// Any status: Kept.
        pub fn success(self, status: u16, value: impl AsRef<[u8]>) -> Self {
            Self(self.0.status(status).body(value))
        }

        /// 400: Bad.
        pub fn bad_request(self, value: &types::Problem) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 503: Later.
        pub fn service_unavailable(self) -> Self {
            Self(self.0.status(503))
        }

        /// 400 to 499: Not kept.
        pub fn client_error_application_problem_json<const STATUS: u16>(
            self,
            value: &types::Problem,
        ) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(
                self
                    .0
                    .status(STATUS)
                    .header("content-type", "application/problem+json")
                    .json_body_obj(value),
            )
        }

        /// 400 to 499: Not kept.
        pub fn client_error_text_plain<const STATUS: u16>(
            self,
            value: impl AsRef<[u8]>,
        ) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(self.0.status(STATUS).header("content-type", "text/plain").body(value))
        }
    }

    /// The requests of `drop_rows` that a mock expects: any at first.
    pub struct DropRowsWhen(httpmock::When);

    impl DropRowsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::DELETE).path("/rows"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `drop_rows`.
    pub struct DropRowsThen(httpmock::Then);

    impl DropRowsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// Any status: A success, which the document does not describe.
        pub fn success(self, status: u16, value: impl AsRef<[u8]>) -> Self {
            Self(self.0.status(status).body(value))
        }

        /// 501: Not yet.
        pub fn not_implemented(self, value: &types::Problem) -> Self {
            Self(json(self.0, 501).json_body_obj(value))
        }
    }

    /// The requests of `ask_rows` that a mock expects: any at first.
    pub struct AskRowsWhen(httpmock::When);

    impl AskRowsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::OPTIONS).path("/rows"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::Row) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `ask_rows`.
    pub struct AskRowsThen(httpmock::Then);

    impl AskRowsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The row.
        pub fn ok(self, value: &types::Row) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `head_rows` that a mock expects: any at first.
    pub struct HeadRowsWhen(httpmock::When);

    impl HeadRowsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::HEAD).path("/rows"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `head_rows`.
    pub struct HeadRowsThen(httpmock::Then);

    impl HeadRowsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: There.
        pub fn ok(self) -> Self {
            Self(self.0.status(200))
        }
    }

    /// The requests of `patch_rows` that a mock expects: any at first.
    pub struct PatchRowsWhen(httpmock::When);

    impl PatchRowsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::PATCH).path("/rows"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::Row) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `patch_rows`.
    pub struct PatchRowsThen(httpmock::Then);

    impl PatchRowsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 204: Odd.
        pub fn no_content(self) -> Self {
            Self(self.0.status(204))
        }

        /// 400 to 599: Bad.
        pub fn error<const STATUS: u16>(self, value: &types::Problem) -> Self {
            const {
                assert!(STATUS / 100 >= 4 && STATUS / 100 <= 5, "a error is 400 to 599")
            };
            Self(
                self
                    .0
                    .status(STATUS)
                    .header("content-type", "application/problem+json")
                    .json_body_obj(value),
            )
        }
    }

    fn json(inner: httpmock::Then, status: u16) -> httpmock::Then {
        inner.status(status).header("content-type", "application/json")
    }
}
