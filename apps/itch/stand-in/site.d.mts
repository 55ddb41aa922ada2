export const API_KEY: string;
