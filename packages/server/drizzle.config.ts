import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: './src/store/libsql/schema/*.ts',
  out: './drizzle',
})
