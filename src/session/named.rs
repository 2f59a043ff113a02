//! A few values by their names.

/// Values by their names, in the order of the names.
///
/// What a map of the library does for thousands, in a tenth of its code: forms have a handful of fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<T>(Vec<(String, T)>);

// By hand, since a derive would ask `T` to have a default too.
impl<T> Default for Named<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Named<T> {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Whether there is a value of this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The names.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(name, _)| name)
    }

    /// Puts a value in the place of the one of the same name.
    pub fn insert(&mut self, name: String, value: T) {
        let place = self.0.iter().position(|(known, _)| *known >= name).unwrap_or(self.0.len());
        match self.0.get_mut(place) {
            Some((known, old)) if *known == name => *old = value,
            _ => self.0.insert(place, (name, value)),
        }
    }

    /// Takes the value of this name away.
    pub fn remove(&mut self, name: &str) {
        self.retain(|known, _| known != name);
    }

    /// Keeps only some.
    pub fn retain(&mut self, keep: impl Fn(&str, &T) -> bool) {
        self.0.retain(|(name, value)| keep(name, value));
    }
}

impl<T> FromIterator<(String, T)> for Named<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(values: I) -> Self {
        let mut named = Self::default();
        for (name, value) in values {
            named.insert(name, value);
        }
        named
    }
}

impl<T, const N: usize> From<[(String, T); N]> for Named<T> {
    fn from(values: [(String, T); N]) -> Self {
        values.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_value_and_names_are_in_order() {
        let mut named = Named::from([("b", 1), ("a", 2), ("b", 3)].map(|(n, v)| (n.to_owned(), v)));
        assert_eq!(named.keys().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!((named.get("a"), named.get("b"), named.get("c")), (Some(&2), Some(&3), None));
        named.remove("a");
        assert!(!named.contains_key("a") && named.contains_key("b") && !named.is_empty());
    }
}
