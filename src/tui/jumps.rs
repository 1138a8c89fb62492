//! The jump list: places left behind, to go back to and forth.

/// Places in the order in which they were left, bytes of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Jumps {
    places: Vec<usize>,
    /// How many of `places` lie behind.
    at: usize,
}

/// As many places are kept.
const MOST: usize = 100;

impl Jumps {
    /// Remembers the place that is being left; what lay ahead is forgotten.
    pub fn leave(&mut self, place: usize) {
        self.places.truncate(self.at);
        if self.places.last() != Some(&place) {
            self.places.push(place);
        }
        if self.places.len() > MOST {
            self.places.remove(0);
        }
        self.at = self.places.len();
    }

    /// Whether there is a place before.
    #[must_use]
    pub fn leads_back(&self) -> bool {
        self.at > 0
    }

    /// The place before; `here` can be come back to.
    pub fn back(&mut self, here: usize) -> Option<usize> {
        let target = self.at.checked_sub(1)?;
        let place = self.places.get(target).copied()?;
        if self.at == self.places.len() {
            self.places.push(here);
        }
        self.at = target;
        Some(place)
    }

    /// The place after.
    pub fn forward(&mut self) -> Option<usize> {
        let place = self.places.get(self.at + 1).copied()?;
        self.at += 1;
        Some(place)
    }

    /// The same places in another version of the text.
    #[must_use]
    pub fn moved(&self, to: impl Fn(usize) -> usize) -> Self {
        Self { places: self.places.iter().map(|at| to(*at)).collect(), at: self.at }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forth_is_where_one_was() {
        let mut jumps = Jumps::default();
        jumps.leave(10);
        jumps.leave(20);
        assert_eq!(jumps.back(30), Some(20));
        assert_eq!(jumps.back(20), Some(10));
        assert_eq!(jumps.back(10), None);
        assert_eq!(jumps.forward(), Some(20));
        assert_eq!(jumps.forward(), Some(30));
        assert_eq!(jumps.forward(), None);
        jumps.leave(40);
        assert_eq!(jumps.back(50), Some(40));
    }
}
