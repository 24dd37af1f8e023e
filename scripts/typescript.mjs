// Lets node run TypeScript: node --import ./scripts/typescript.mjs PROGRAM.ts. Without tsx's cache, which
// would stay behind in the system's temporary folder.
process.env.TSX_DISABLE_CACHE = '1'
await import('tsx')
