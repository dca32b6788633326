// What was entered and is not recorded yet: each entry under a key of its own, so that two tabs lose nothing.

export function openStore(prefix) {
  const memory = new Map();
  const names = () => {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
    } catch {
      return [];
    }
  };
  const read = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  };
  return {
    /** Keep an entry; where the browser keeps nothing, at least as long as the page is open. */
    keep(entry) {
      const whole = { order: entry.order ?? Date.now() + memory.size / 1000, ...entry };
      memory.set(entry.key, whole);
      try {
        localStorage.setItem(prefix + entry.key, JSON.stringify(whole));
      } catch {
        // The page itself still has it.
      }
    },
    drop(key) {
      memory.delete(key);
      try {
        localStorage.removeItem(prefix + key);
      } catch {
        // There was none.
      }
    },
    /** Return all entries in the order in which they were made. */
    list() {
      const found = new Map(memory);
      for (const name of names()) {
        const entry = read(name);
        if (entry) found.set(entry.key, entry);
      }
      return [...found.values()].sort((one, other) => one.order - other.order);
    },
  };
}
