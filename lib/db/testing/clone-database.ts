import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { closeDb } from '@/lib/db/client'

/** A setup file: gives each test file a database of its own, before anything reads the environment. */
const template = new URL(inject('databaseUrl'))
const name = `test_${randomUUID().replaceAll('-', '')}`
const admin = new URL(template)
admin.pathname = '/postgres'

const client = new pg.Client({ connectionString: admin.href })
await client.connect()
await client.query(`create database ${name} template ${template.pathname.slice(1)}`)
await client.end()

const clone = new URL(template)
clone.pathname = `/${name}`
process.env.DATABASE_URL = clone.href

afterAll(closeDb)
