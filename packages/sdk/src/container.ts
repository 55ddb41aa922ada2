import "reflect-metadata";

/**
 * What the decorators note is known to this copy of tsyringe only: an integration with another version has two, and the kernel
 * has to ask this one.
 */
export { container, type InjectionToken, Lifecycle } from "tsyringe";
