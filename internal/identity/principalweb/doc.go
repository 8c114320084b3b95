// Package principalweb shows for which businesses somebody may act (người đại
// diện, người được giao việc), and lets a business's own account and its legal
// representatives name representatives, give people work and take it back.
package principalweb
