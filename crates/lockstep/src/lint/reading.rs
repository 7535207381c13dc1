//! The faults of reading a document, and versions that are not read.

use super::linter::Linter;
use crate::document::{diagnostic::Rule, pointer::Pointer};

impl Linter<'_> {
    /// Refuses a document of another version. Returns whether it did.
    pub(crate) fn version(&mut self) -> bool {
        let version = self.document.version();
        let at = ["openapi", "swagger", "swaggerVersion"].map(|key| Pointer::root().join(key));
        let found = at.iter().find(|at| self.document.get(at).is_some());
        let Some(at) = found.filter(|_| !version.is_empty()) else { return false };
        let (what, help) = match version.split('.').next().unwrap_or_default() {
            _ if version.starts_with("3.0") || version.starts_with("3.1") => return false,
            "3" => (
                "OpenAPI",
                "write `openapi: 3.1.1` if the document has nothing of a later version, such as \
                 the method `query`",
            ),
            "2" => {
                ("Swagger", "convert it to OpenAPI 3.0, for instance by `npx swagger2openapi FILE`")
            }
            "1" => (
                "Swagger",
                "convert it to OpenAPI 3.0, for instance by `npx api-spec-converter --from=swagger_1 \
                 --to=openapi_3 FILE`",
            ),
            _ => ("OpenAPI", "write it in OpenAPI 3.0 or 3.1"),
        };
        let message = format!("{what} {version} is not supported");
        self.diagnostics.push(Rule::Structure, at, message, help);
        true
    }

    /// Reports what reading a document found. Returns whether parts of the document are missing.
    pub(crate) fn faults(&mut self) -> bool {
        let faults = self.document.faults();
        for fault in faults {
            self.diagnostics.add(fault.clone());
        }
        faults.iter().any(|fault| matches!(fault.rule, Rule::Syntax | Rule::Reference))
    }
}
