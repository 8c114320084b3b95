# The style sheet, modules and fonts of the pages, built from npm packages into
# internal/web/ui/dist and embedded by go build. Needs Node 18 (that of Debian 12) at build time
# only.

ASSETS_DIR := assets
ASSETS_DIST := internal/web/ui/dist
ASSETS_SOURCES := $(wildcard $(ASSETS_DIR)/scss/*.scss $(ASSETS_DIR)/js/*.js $(ASSETS_DIR)/img/*)

.PHONY: assets assets-clean
assets: $(ASSETS_DIST)/app.css ## build style sheet, scripts and fonts

$(ASSETS_DIR)/node_modules/.package-lock.json: $(ASSETS_DIR)/package-lock.json $(ASSETS_DIR)/package.json
	cd $(ASSETS_DIR) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# --no-error-css: a failed build must leave no style sheet that shows the error
# to citizens.
$(ASSETS_DIST)/app.css: $(ASSETS_SOURCES) $(ASSETS_DIR)/node_modules/.package-lock.json $(ASSETS_DIR)/assets.mk
	@mkdir -p $(ASSETS_DIST)/fonts
	cp $(ASSETS_DIR)/js/*.js $(ASSETS_DIR)/img/* $(ASSETS_DIST)/
	cp $(ASSETS_DIR)/node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js $(ASSETS_DIST)/
	cp $(ASSETS_DIR)/node_modules/htmx.org/dist/htmx.min.js $(ASSETS_DIST)/
	cp $(ASSETS_DIR)/node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-[46]00-normal.woff2 \
	   $(ASSETS_DIR)/node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-ext-[46]00-normal.woff2 \
	   $(ASSETS_DIR)/node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-[46]00-normal.woff2 $(ASSETS_DIST)/fonts/
	cd $(ASSETS_DIR) && node_modules/.bin/sass --no-error-css --no-source-map --quiet --quiet-deps --style=compressed \
	   --load-path=node_modules scss/app.scss ../$(ASSETS_DIST)/app.css

assets-clean:
	find $(ASSETS_DIST) -mindepth 1 ! -name .keep -delete
	rm -rf $(ASSETS_DIR)/node_modules
