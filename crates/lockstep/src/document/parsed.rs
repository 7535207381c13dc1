//! A text that was read as YAML or JSON, with the place of each value.

use std::{collections::HashMap, ops::Range};

use serde_json::Value;

use super::{json::JsonReader, pointer::Pointer, yaml};

/// The greatest depth of values: far more than a contract needs, and far less than would exhaust
/// the stack.
pub(crate) const MAX_DEPTH: usize = 128;

/// The value of a text, with the place of each value in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parsed {
    pub(crate) root: Value,
    pub(crate) places: HashMap<Pointer, Range<usize>>,
}

/// A text that is neither YAML nor JSON.
pub(crate) struct SyntaxError {
    pub(crate) place: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: String,
}

impl Parsed {
    /// Reads a text as JSON if its name or its start says so, and as YAML otherwise. YAML contains
    /// JSON but for details, such as escapes of surrogate pairs.
    pub(crate) fn read(name: &str, text: &str) -> Result<Self, SyntaxError> {
        let named = name.to_ascii_lowercase().ends_with(".json");
        let starts = text.trim_start().starts_with(['{', '[']);
        if !starts {
            return yaml::read(text);
        }
        JsonReader::read(text).or_else(|fault| {
            // A flow mapping of YAML also starts with a brace, and may have a comma at its end.
            yaml::read(text).map_err(|other| if named { fault } else { other })
        })
    }

    /// Returns the bytes of the text that show the value at a pointer: its key if it has one, else
    /// the value. For a pointer that leads nowhere, it returns those of the nearest value around
    /// it.
    pub(crate) fn place(&self, pointer: &Pointer) -> Range<usize> {
        let mut at = Some(pointer.clone());
        while let Some(pointer) = at {
            if let Some(place) = self.places.get(&pointer) {
                return place.clone();
            }
            at = pointer.parent();
        }
        0..0
    }
}
