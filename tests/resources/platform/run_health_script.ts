import assert from "node:assert/strict";
import fengari from "fengari-web";

const { lauxlib, lua, lualib, to_luastring } = fengari;

/** What a script is given, as JSON. */
export type Json = string | boolean | readonly Json[] | { readonly [key: string]: Json };

function push(state: unknown, value: Json): void {
  if (typeof value === "boolean") lua.lua_pushboolean(state, value);
  else if (typeof value === "string") lua.lua_pushstring(state, to_luastring(value));
  else {
    lua.lua_newtable(state);
    if (Array.isArray(value)) {
      value.forEach((entry, index) => {
        push(state, entry);
        lua.lua_rawseti(state, -2, index + 1);
      });
      return;
    }
    for (const [key, entry] of Object.entries(value)) {
      push(state, entry);
      lua.lua_setfield(state, -2, to_luastring(key));
    }
  }
}

/** Runs a health script in a real Lua with an object as `obj` and with no more libraries than Argo CD gives it. */
export function runHealthScript(script: string, object: Json): readonly [status: string, message: string] {
  const state = lauxlib.luaL_newstate();
  lauxlib.luaL_requiref(state, to_luastring("_G"), lualib.luaopen_base, 1);
  lauxlib.luaL_requiref(state, to_luastring("table"), lualib.luaopen_table, 1);
  push(state, object);
  lua.lua_setglobal(state, to_luastring("obj"));
  const failed = lauxlib.luaL_dostring(state, to_luastring(script));
  if (failed) assert.fail(lua.lua_tojsstring(state, -1));
  const field = (name: string): string => {
    lua.lua_getfield(state, -1, to_luastring(name));
    const text: string = lua.lua_tojsstring(state, -1);
    lua.lua_pop(state, 1);
    return text;
  };
  return [field("status"), field("message")];
}
