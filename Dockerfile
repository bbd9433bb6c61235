# syntax=docker/dockerfile:1

# Compiled here, with the development packages that the image does not need.
FROM node:22-bookworm-slim AS build
WORKDIR /postroom
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY migrations ./migrations
# Only src and migrations: the sandbox, with what it lets a person do, is not in the image at all.
RUN npx tsc -p tsconfig.build.json

# What runs: no compiler, no tests, and no embedded Postgres (an optional package), as DATABASE_URL is required.
FROM node:22-bookworm-slim AS packages
WORKDIR /postroom
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund && npm cache clean --force

FROM node:22-bookworm-slim
ENV NODE_ENV=production PORT=3000 POSTROOM_DATA_DIR=/data
WORKDIR /postroom
COPY --from=packages /postroom/node_modules ./node_modules
COPY --from=build /postroom/dist ./dist
COPY package.json LICENSE ./
COPY manifests ./manifests
# `docker compose exec postroom postroom mailbox list`
RUN printf '#!/bin/sh\nexec node /postroom/dist/src/cli/main.js "$@"\n' > /usr/local/bin/postroom \
  && chmod 755 /usr/local/bin/postroom \
  && install -d -o node -g node -m 700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
