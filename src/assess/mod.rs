//! What is due, what falls short and why, what follows, what contradicts.
//!
//! In: a bulletin whose figures and verdicts are read. Out: its shortfalls, the rate that is due, and its doubts. Pure arithmetic
//! on exact decimals; words only through the [`Lexicon`]'s names of indicators.

pub mod derived;
pub mod doubts;
pub mod due;
pub mod grounds;
pub mod identity;
pub mod named;
pub mod names;
pub mod shortfalls;
pub mod targets;
pub mod topics;

pub use derived::derived;
pub use doubts::doubts;
pub use due::due;
pub use identity::{Identity, Place, identity};
pub use named::named;
pub use names::Names;
pub use shortfalls::shortfalls;
pub use topics::{Topic, topics};

use crate::model::{Bulletin, Target};
use crate::rules::Lexicon;

/// Judges a bulletin that has been read, by its own numbers and the user's targets: what is due, what follows, what falls
/// short, who names it, what contradicts.
pub fn judge(bulletin: &mut Bulletin, lexicon: &Lexicon, targets: &[Target]) {
    bulletin.due = due(bulletin);
    for at in 0..bulletin.figures.len() {
        let follows = bulletin.figures.get(at).map(|figure| derived(bulletin, figure, lexicon));
        if let Some((figure, follows)) = bulletin.figures.get_mut(at).zip(follows) {
            figure.derived = follows;
        }
    }
    let names = Names::new(lexicon);
    bulletin.shortfalls = shortfalls(bulletin, &names, targets);
    let named = named(bulletin, &names);
    bulletin.shortfalls.iter_mut().zip(named).for_each(|(shortfall, named)| shortfall.named = named);
    let doubts = doubts(bulletin, &names);
    bulletin.warnings.extend(doubts);
}
