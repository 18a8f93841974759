/** Header in which `proxy.ts` tells pages their own address. */
export const pathHeader = "x-gsi-path";
