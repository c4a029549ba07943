/// Classes that break a rule of the architecture on purpose.
package openbell.planted.left;
