//! [`significance`]: whether a difference between two rankings may be chance.

/// How many times signs are drawn.
const FLIPS: usize = 10_000;

/// Two-sided p of a mean of paired differences, by random signs (Fisher's randomisation test;
/// Smucker, Allan and Carterette 2007): the share of draws with a mean as far from 0, the one
/// observed among them, so never below 1 / 10,001. The draws are the same every time.
///
/// ```
/// use telusur::eval::significance;
///
/// assert!(significance(&[0.2; 20]) < 0.001);
/// assert_eq!(significance(&[0.2, -0.2]), 1.0);
/// ```
pub fn significance(differences: &[f64]) -> f64 {
    let observed = differences.iter().sum::<f64>().abs();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut as_much = 1;
    for _ in 0..FLIPS {
        let mut sum = 0.0;
        for chunk in differences.chunks(64) {
            // xorshift64 (Marsaglia 2003).
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            for (bit, difference) in chunk.iter().enumerate() {
                sum += if state >> bit & 1 == 1 { *difference } else { -difference };
            }
        }
        as_much += usize::from(f64::abs(sum) >= observed - 1e-12);
    }
    as_much as f64 / (FLIPS + 1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_the_exact_test() {
        // Of the 32 ways to sign five equal differences two are as far from 0.
        assert!((significance(&[1.0; 5]) - 2.0 / 32.0).abs() < 0.01);
        assert_eq!(significance(&[]), 1.0);
        assert_eq!(significance(&[0.0; 9]), 1.0);
    }
}
