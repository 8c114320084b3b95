// Package locale (ngôn ngữ, cách viết của người Việt) knows how Vietnam writes:
// sentences in two languages, search and sort keys of Vietnamese text, names,
// dates, numbers, money in words, and the shapes of the numbers by which
// people, businesses, procedures and dossiers are known.
//
// It owns texts and shapes only. What a number stands for (whether this person
// exists, whether that dossier is theirs) belongs to the capabilities. Nothing
// here reads a clock, a file or the network; every function is a pure value of
// its arguments and safe for concurrent use.
//
// A wrong input is answered with a *Problem: a stable code and the sentence
// that tells the person what is wrong and what to do. What is only suspicious
// is a doubt: it is shown, and never corrected or refused silently.
package locale
