/** How large a picture may be, in bytes: the same on its whole way. */
export const uploads = { MAX_UPLOAD_BYTES: "5242880" } as const;
