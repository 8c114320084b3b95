// Package province is the embedded seed of one province (tỉnh), Quảng Ninh
// (H49), as pure data: its places before and after 01/7/2025, its agencies
// with their succession, and simulated officials for the demonstration.
//
// What is real: names of places and agencies, the three tiers until 30/6/2025
// and two from 01/7/2025. What is invented and marked so: identifiers below
// H49 (Agency.DemoCodes), telephone numbers, and every person. Which old
// commune went to which new one was written from memory and is marked
// Unconfirmed ("chưa đối chiếu") until somebody compares it with the
// resolution of the National Assembly's Standing Committee.
package province
