//! The limits of lists that are sent as parameters, which servers and clients check.

use std::collections::HashSet;

use serde::Serialize;

use crate::{ConversionError, text::count};

/// The limits of a list of parameters.
#[derive(Clone, Copy, Debug)]
pub struct ListLimits {
    /// The least number of elements.
    pub least: usize,
    /// The largest number of elements, if there is one.
    pub most: Option<usize>,
    /// True if no element may be there twice.
    pub unique: bool,
}

impl ListLimits {
    /// Refuses a list beyond the limits.
    pub fn check(self, elements: &[impl Serialize]) -> Result<(), ConversionError> {
        let Self { least, most, unique } = self;
        if elements.len() < least {
            return Err(format!("must have at least {}", count(least, "element")).into());
        }
        if let Some(most) = most.filter(|most| elements.len() > *most) {
            return Err(format!("must have at most {}", count(most, "element")).into());
        }
        let mut known = HashSet::new();
        let mut texts = elements.iter().filter_map(|it| serde_json::to_string(it).ok());
        if unique && !texts.all(|text| known.insert(text)) {
            return Err("must not have an element twice".into());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_is_refused_beyond_its_limits() {
        for (least, most, unique, expected) in [
            (0, None, false, Ok(())),
            (3, Some(3), false, Ok(())),
            (4, None, false, Err("must have at least 4 elements")),
            (0, Some(1), false, Err("must have at most 1 element")),
            (0, None, true, Err("must not have an element twice")),
        ] {
            let checked = ListLimits { least, most, unique }.check(&["a", "b", "a"]);
            let checked = checked.map_err(|error| error.to_string());
            assert_eq!(checked.as_ref().map_err(|it| &**it), expected.as_ref().map_err(|it| *it));
        }
    }
}
