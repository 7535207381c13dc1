//! Types that are read from text.

use std::{fmt::Display, str::FromStr};

use serde::{Deserialize as _, Deserializer, de::Error as _};

/// Reads a string, and from it what it stands for.
pub fn read<'de, D: Deserializer<'de>, T>(deserializer: D) -> Result<T, D::Error>
where
    T: FromStr<Err: Display>,
{
    String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
}
