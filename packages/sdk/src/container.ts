import "reflect-metadata/lite";

/**
 * Decorators record their metadata in this copy of tsyringe. An integration that depends on another version has two copies,
 * so the kernel has to use this one.
 */
export { container, type InjectionToken } from "tsyringe";
