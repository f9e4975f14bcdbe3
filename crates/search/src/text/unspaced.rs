//! Scripts that are written without spaces between words, and what else stands for itself.

/// Does a word of such a script not end where the letters end? Hangul is one of them: it has spaces, but its
/// particles stand at the word without one, and there are no stemming rules for it.
pub(crate) fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{e01}'..='\u{eff}'          // Thai, Lao
        | '\u{1000}'..='\u{109f}'      // Myanmar
        | '\u{1100}'..='\u{11ff}'      // Hangul, as letters
        | '\u{1780}'..='\u{17ff}'      // Khmer
        | '\u{3005}'..='\u{3007}'      // iteration mark, closing mark, zero
        | '\u{3041}'..='\u{3096}' | '\u{3099}' | '\u{309a}' | '\u{309d}'..='\u{309f}' // Hiragana
        | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' // Katakana
        | '\u{3105}'..='\u{312f}'      // Bopomofo
        | '\u{3131}'..='\u{318e}'      // Hangul, compatibility letters
        | '\u{31f0}'..='\u{31ff}'      // Katakana, small
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' // Han
        | '\u{ac00}'..='\u{d7a3}'      // Hangul
        | '\u{ff66}'..='\u{ff9f}'      // Katakana, half width
        | '\u{20000}'..='\u{3ffff}'    // Han
    ) && !is_digit_or_sign(character)
}

/// Digits and signs in the blocks above: digits make ordinary words, signs none.
fn is_digit_or_sign(character: char) -> bool {
    matches!(character,
        '\u{e2f}' | '\u{e3f}' | '\u{e46}' | '\u{e4f}'..='\u{e5b}' | '\u{ed0}'..='\u{ed9}'
        | '\u{1040}'..='\u{104f}' | '\u{1090}'..='\u{1099}' | '\u{17d4}'..='\u{17db}' | '\u{17e0}'..='\u{17ff}'
    )
}

/// Does this belong to the character before it? Of the scripts above only: vowel signs, tone marks, voicing
/// marks, and the later letters of a Hangul syllable.
pub(crate) fn is_attached(character: char) -> bool {
    matches!(character,
        '\u{e31}' | '\u{e33}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
        | '\u{eb1}' | '\u{eb3}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}'
        | '\u{102b}'..='\u{103e}' | '\u{1056}'..='\u{1059}'
        | '\u{1160}'..='\u{11ff}'
        | '\u{17b4}'..='\u{17d3}' | '\u{17dd}'
        | '\u{3099}' | '\u{309a}'
        | '\u{ff9e}' | '\u{ff9f}'
    )
}

/// A picture that is a word of its own. Skin tones and the parts of flags are none.
pub(crate) fn is_emoji(character: char) -> bool {
    matches!(character,
        '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{2b55}' | '\u{1f300}'..='\u{1f3fa}' | '\u{1f400}'..='\u{1faff}'
    )
}
