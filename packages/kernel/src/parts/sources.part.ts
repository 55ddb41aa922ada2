// The part of the kernel for methods that are sources.
export { KernelSources } from "../sources/kernel-sources.js";
